namespace Saxaul;

/// <content>2000s: files handed over.</content>
public sealed partial record Problem
{
    public static Problem FileNotFound(string file) => new(2001,
        $"找不到文件“{file}”。请检查文件名和所在文件夹后再试。",
        $"The file '{file}' is not there. Check its name and folder and try again.");

    public static Problem FileInUse(string file) => new(2002,
        $"文件“{file}”正被其他程序独占打开，无法读取。请先关闭它，再重新提交。",
        $"The file '{file}' is locked by another program. Close it there and hand it in again.");

    public static Problem FolderInsteadOfFile(string folder) => new(2014,
        $"“{folder}”是文件夹，不是文件。请给出其中的表格文件，例如 {folder}/*.xlsx。",
        $"'{folder}' is a folder, not a file. Give the workbooks in it, for example {folder}/*.xlsx.");

    public static Problem FileIsEmpty(string file) => new(2003,
        $"文件“{file}”是空的（0 字节）。请打开原表确认内容后重新保存、重新提交。",
        $"The file '{file}' is empty (0 bytes). Open the original, check its content, save it again and hand that in.");

    public static Problem NotAWorkbook(string file) => new(2004,
        $"“{file}”不是电子表格。请提交 Excel 或 WPS 表格保存的 .xlsx、.xls 或 .csv 文件。",
        $"'{file}' is not a workbook. Hand in an .xlsx, .xls or .csv file saved by Excel or WPS.");

    /// <param name="file">The file's name.</param>
    /// <param name="formatZh">What the content is, in Chinese, such as "PDF 文档".</param>
    /// <param name="formatEn">What the content is, in English, such as "a PDF document".</param>
    public static Problem OtherFormat(string file, string formatZh, string formatEn) => new(2005,
        $"“{file}”的实际内容是{formatZh}，不是可读取的电子表格。请用 Excel 或 WPS 打开，选择“文件→另存为”，类型选“Excel 工作簿（*.xlsx）”，再提交新文件。",
        $"'{file}' really holds {formatEn}, not a workbook that can be read. Open it in Excel or WPS, choose File, Save As, type 'Excel Workbook (*.xlsx)', and hand in the new file.");

    public static Problem FileHasPassword(string file) => new(2006,
        $"“{file}”设有打开密码，无法读取。请在 Excel 或 WPS 中打开，在“文件→信息→保护工作簿”中清除密码，保存后重新提交。",
        $"'{file}' needs a password to open and cannot be read. Open it, remove the password under File, Info, Protect Workbook, save it and hand it in again.");

    public static Problem ArchiveOfFiles(string file) => new(2007,
        $"“{file}”是压缩包，不是电子表格。请先解压，再逐个提交里面的表格文件。",
        $"'{file}' is an archive, not a workbook. Unpack it and hand in the workbooks inside, one by one.");

    /// <param name="file">The file's name.</param>
    /// <param name="whatZh">What is too large, in Chinese, with the figure allowed.</param>
    /// <param name="whatEn">What is too large, in English, with the figure allowed.</param>
    public static Problem FileTooLarge(string file, string whatZh, string whatEn) => new(2008,
        $"“{file}”太大：{whatZh}。请按乡镇或村拆分成几个文件，并删除图片和无用的空白行列后再提交。",
        $"'{file}' is too large: {whatEn}. Split it by township or village, delete pictures and unused blank rows and columns, and hand in the parts.");

    public static Problem FileInflatesTooMuch(string file) => new(2009,
        $"“{file}”解压后异常膨胀，可能是恶意文件，已停止读取。如果是正常表格，请新建一个空白工作簿，把数据复制过去保存后再提交。",
        $"'{file}' inflates out of all proportion and may be malicious; reading was stopped. If it is an honest table, copy its data into a new blank workbook, save that and hand it in.");

    public static Problem FileIsDamaged(string file) => new(2010,
        $"“{file}”已损坏或不完整（可能没有传完）。请在 Excel 或 WPS 中打开原文件，另存为 .xlsx 后重新提交。",
        $"'{file}' is damaged or incomplete (perhaps it was cut off on its way). Open the original in Excel or WPS, save it as .xlsx and hand it in again.");

    public static Problem FileHoldsForbiddenXml(string file) => new(2011,
        $"“{file}”里含有表格文件不应有的定义（DTD 或实体），为安全起见未读取。请在 Excel 或 WPS 中打开并另存为 .xlsx 后重新提交。",
        $"'{file}' holds definitions that no workbook needs (a DTD or entities) and was not read, for safety. Open it in Excel or WPS, save it as .xlsx and hand it in again.");

    public static Problem NoDataInFile(string file) => new(2012,
        $"“{file}”的所有工作表都是空的。请确认提交的是填好的表格。",
        $"Every sheet of '{file}' is empty. Check that the filled-in table is the one handed in.");

    public static Problem QuoteNeverClosed(string file, int row) => new(2013,
        $"“{file}”第 {row} 行开始的双引号没有结束，后面的内容无法分开。请补上或删除该引号，或另存为 .xlsx 后重新提交。",
        $"In '{file}' a quotation mark opened in row {row} is never closed, so the cells after it cannot be told apart. Close or delete it, or save the table as .xlsx, and hand it in again.");

    public static Problem FormUnknown(string file, string knownZh, string knownEn) => new(2020,
        $"认不出“{file}”是哪种表。能识别的有：{knownZh}。请确认表头在数据上方，或说明是哪种表、各列是什么。",
        $"'{file}' is no list that is known. Known are: {knownEn}. Make sure that headings stand above the data, or say which list it is and what its columns mean.") { Asks = ProblemAsks.KindOfList };

    public static Problem FormAmbiguous(string file, string sheet, string kindsZh, string kindsEn) => new(2021,
        $"“{file}”的工作表“{sheet}”可能是：{kindsZh}。请说明是哪一种。",
        $"The sheet '{sheet}' of '{file}' may be: {kindsEn}. Say which one it is.") { Asks = ProblemAsks.KindOfList };

    public static Problem SeveralListsInFile(string file, string one, string other) => new(2022,
        $"“{file}”的工作表“{one}”和“{other}”是两种不同的表。请拆成两个文件再提交。",
        $"The sheets '{one}' and '{other}' of '{file}' are two kinds of lists. Split them into two files and hand those in.");

    public static Problem ColumnsMissing(string file, string sheet, string zh, string en) => new(2023,
        $"“{file}”的工作表“{sheet}”缺少必需的列：{zh}。请补上该列；如果已有但表头不同，请说明是哪一列。",
        $"The sheet '{sheet}' of '{file}' lacks necessary columns: {en}. Add them; or, where they are there under another heading, say which column it is.") { Asks = ProblemAsks.KindOfList };

    public static Problem HouseholdsNotTold(string file, string sheet) => new(2024,
        $"“{file}”的工作表“{sheet}”没有户编号、户主姓名，也没有与户主关系，分不清哪些行是一户。请补上其中一列再提交。",
        $"The sheet '{sheet}' of '{file}' has neither household number nor head nor relation to the head, so nobody can tell which rows are one household. Add one of these columns and hand it in again.");

    public static Problem CountyUnclear(string file, string sheet, int row) => new(2025,
        $"“{file}”的工作表“{sheet}”第 {row} 行没有写明是哪个县，标题和文件名里也没有唯一的县名。请补上“县”列，或在文件名中写上县名，并确认该县的区划已导入（saxaul areas import）。",
        $"Row {row} of the sheet '{sheet}' of '{file}' does not say in which county it is, nor do title and file name name one county. Add a column for the county or put its name into the file's name, and make sure that its areas were imported (saxaul areas import).");

    public static Problem UnknownField(string field) => new(2026,
        $"没有名为“{field}”的字段。请用 saxaul lists 查看可用的字段，或写 ignore 表示不要该列。",
        $"There is no field '{field}'. See the fields with saxaul lists, or write ignore for a column that is not wanted.");

    public static Problem FindingsOfDryRun() => new(2070,
        "试运行不保存任何内容，也就没有可退回的问题清单。请去掉 --dry-run 或 --findings 再试。",
        "A dry run keeps nothing, so there are no findings to give back. Leave out --dry-run or --findings and try again.");

    public static Problem ColumnNeverKept(string heading) => new(2061,
        $"“{heading}”属于本系统不收集的内容（民族、宗教、政治面貌、行踪、生物特征），不能指定为任何字段。该列会自动跳过，无需处理。",
        $"'{heading}' is something this registry never keeps (ethnicity, religion, politics, movements, biometrics), so it cannot be read as any field. The column is passed over; nothing needs to be done.");

    public static Problem HouseholdsMixed(string file, string sheet, int row) => new(2062,
        $"“{file}”的工作表“{sheet}”没有户编号，同一户的行又不相连；第 {row} 行所在的村有两户户主同名，分不清各行属于哪一户。请按户排列，或补上户编号、户主证件号码中的一列。",
        $"The sheet '{sheet}' of '{file}' has no household numbers and does not keep the rows of a household together; in the village of row {row} two heads have the same name, so nobody can tell which rows are whose. Sort it by household, or add household numbers or the heads' document numbers.");

    public static Problem VillageUnclear(string file, string sheet) => new(2063,
        $"“{file}”的工作表“{sheet}”没有“行政村”列，工作表名、标题、填报单位和文件名里也没有唯一的村名。请补上“行政村”列，或把工作表改成村名。",
        $"The sheet '{sheet}' of '{file}' has no column for the village, and neither its name nor sender, title or file name name one village. Add a column for the village, or call the sheet by the village's name.");

    public static Problem NoAreas() => new(2027,
        "登记库里还没有行政区划。请先运行 saxaul areas import 导入区划代码表。",
        "The registry has no areas yet. Import the list of area codes first: saxaul areas import.");

    public static Problem PlaceAnswersColumnMissing(string file, string column) => new(2040,
        $"“{file}”缺少“{column}”列。村名答复表需要 township（乡镇）、written（名单写法）、code（区划代码）三列，首行为列名。请补上后重新提交，现在什么都没有写入。",
        $"'{file}' has no column '{column}'. A file of answers has the columns township, written and code, named in its first row. Add it and hand it in again; nothing was written.");

    public static Problem PlaceAnswerIncomplete(string file, int row) => new(2041,
        $"“{file}”第 {row} 行没有填写名单上的写法或区划代码。请补全后重新提交，现在什么都没有写入。",
        $"'{file}', row {row}: the name as the list writes it or the code is missing. Fill both in and hand it in again; nothing was written.");

    public static Problem PlaceAnswerCodeUnknown(string file, int row, string code) => new(2042,
        $"“{file}”第 {row} 行：没有代码为“{code}”的乡镇或村。请填写已导入区划中的 9 位或 12 位代码后重新提交，现在什么都没有写入。",
        $"'{file}', row {row}: there is no township or village with code '{code}'. Give a code of 9 or 12 digits from the imported list of areas and hand it in again; nothing was written.");

    public static Problem PlaceAnswerTownshipUnknown(string file, int row, string county) => new(2043,
        $"“{file}”第 {row} 行：代码所在的{county}没有这样一个乡镇。请按区划表填写乡镇名称或 9 位代码后重新提交，现在什么都没有写入。",
        $"'{file}', row {row}: {county}, in which the code lies, has no such township. Give its name or its code of 9 digits and hand it in again; nothing was written.");

    /// <param name="file">The file of answers.</param>
    /// <param name="row">The row.</param>
    /// <param name="why">Why the answer cannot be.</param>
    public static Problem PlaceAnswerRefused(string file, int row, Problem why) => new(2044,
        $"“{file}”第 {row} 行：{why.Zh}现在什么都没有写入。",
        $"'{file}', row {row}: {why.En} Nothing was written.");

    public static Problem PlaceAnsweredTwice(string file, int row, int earlier) => new(2045,
        $"“{file}”第 {row} 行与第 {earlier} 行对同一写法给出了不同的代码。请只保留一行后重新提交，现在什么都没有写入。",
        $"'{file}', rows {earlier} and {row} give two codes for the same name. Keep one and hand it in again; nothing was written.");

    public static Problem QuestionNotOpen() => new(2050,
        "这个问题已有人答复，或不再需要答复。请刷新页面查看现状。",
        "This question was answered already, or no longer needs an answer. Reload the page to see how it stands.") { Kind = ProblemKind.NotFound };

    public static Problem ReasonUnreadable() => new(2053,
        "依据或理由最多 500 个字，写在一行里。请写短一些。",
        "A reason takes at most 500 characters, on one line. Make it shorter.");

    public static Problem FileChangedMeanwhile(string file) => new(2054,
        $"“{file}”在读取时被改动或替换了，没有写入任何内容。请等文件保存好后再导入。",
        $"'{file}' was changed or replaced while it was being read; nothing of it was written. Import it again once it is saved.");

    public static Problem AnswerMissing() => new(2052,
        "还没有选。请选一项再提交。",
        "Nothing was chosen. Choose one and send the form again.");

    public static Problem AnsweredHouseholdUnknown() => new(2051,
        "登记库里没有这一户。请核对户编号，或者重新选一户。",
        "There is no such household in the registry. Check its number, or choose another one.");

    public static Problem BatchUnknown(long batch) => new(2060,
        $"没有批次 {batch}。批次号在导入结束时给出，也可在“已导入文件”中查到。",
        $"There is no batch {batch}. Its number is given at the end of an import, and among the files handed in.") { Kind = ProblemKind.NotFound };

    public static Problem BatchUndoneBefore(long batch) => new(2064,
        $"批次 {batch} 已经撤销过。如需恢复，请重新导入原文件。",
        $"Batch {batch} was undone before. To have it back, import the files again.");

    public static Problem CountyOfLeadsUnclear(string file, int row) => new(2100,
        $"“{file}”第 {row} 行的人不在登记库中，支出又大，应留作线索；但这一行没有写明在哪个县，表题和文件名里也没有。请补上县、乡镇或村，或在文件名中写上乡镇名后再导入。",
        $"Row {row} of '{file}' names somebody whom the registry does not know and whose cost is large, so a lead should be kept; but neither the row nor the title nor the file's name says in which county. Add the county, township or village, or name the township in the file's name, and import it again.");

    public static Problem NothingUploaded() => new(2101,
        "没有选择文件。请选择一个或几个 .xlsx、.xls 或 .csv 文件后再上传。",
        "No file was chosen. Choose one or several .xlsx, .xls or .csv files and upload them.");

    /// <param name="megabytes">What may be uploaded at once, in MB.</param>
    public static Problem UploadTooLarge(long megabytes) => new(2102,
        $"一次上传的文件合计不能超过 {megabytes} MB，这次没有保存任何内容。请分几次上传；单个文件太大时，请按乡镇或村拆分，并删除其中的图片。",
        $"What is uploaded at once may have {megabytes} MB in all; nothing was kept this time. Upload in several goes; split a file that is too large by township or village and delete its pictures.") { Kind = ProblemKind.TooLarge };

    /// <param name="count">How many files may be uploaded at once.</param>
    public static Problem TooManyFiles(int count) => new(2103,
        $"一次最多上传 {count} 个文件，这次没有保存任何内容。请分几次上传。",
        $"At most {count} files can be uploaded at once; nothing was kept this time. Upload them in several goes.");

    public static Problem UploadUnknown() => new(2104,
        "没有这次上传：可能已经导入、已放弃，或放了太久已自动清除。请在“导入表格”页查看已导入的批次，需要时重新上传。",
        "There is no such upload: it was imported or discarded, or removed because it waited too long. See the batches on the page of imports, and upload the files again if they are wanted.") { Kind = ProblemKind.NotFound };

    public static Problem UploadBusy() => new(2105,
        "这次上传正在处理中。请等它完成，或先点“停止”。",
        "This upload is being worked on. Wait until that is done, or stop it first.");

    public static Problem UploadBroken() => new(2106,
        "上传没有完成，没有保存任何内容。请检查网络后重新上传。",
        "The upload did not arrive whole and nothing was kept. Check the network and upload the files again.");

    public static Problem HeadingNotRemembered(string heading) => new(2065,
        $"没有记住过表头“{heading}”的含义，无需取消。",
        $"Nothing is remembered for the heading '{heading}', so there is nothing to take back.");
}
