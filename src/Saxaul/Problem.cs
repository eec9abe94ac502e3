using System;

namespace Saxaul;

/// <summary>
/// Something that was refused, with a sentence in Chinese and one in English that say what is wrong and what to do.
/// Every refusal of the system is numbered here, so that a user can name it on the telephone and a reader finds it at once.
/// No text ever holds a document number, a telephone or another person's data: it names file, sheet, row and column instead.
/// </summary>
/// <param name="Number">1000s: command line and files of ours; 2000s: intake; 3000s: areas; 4000s: households; 5000s: registers and policies; 6000s: database and journal; 7000s: users.</param>
/// <param name="Zh">The sentence in Chinese.</param>
/// <param name="En">The sentence in English.</param>
public sealed partial record Problem(int Number, string Zh, string En)
{
    // 2000s: intake

    public static Problem FileNotFound(string file) => new(2001,
        $"找不到文件“{file}”。请检查文件名和所在文件夹后再试。",
        $"The file '{file}' is not there. Check its name and folder and try again.");

    public static Problem FileInUse(string file) => new(2002,
        $"文件“{file}”正被其他程序独占打开，无法读取。请先关闭它，再重新提交。",
        $"The file '{file}' is locked by another program. Close it there and hand it in again.");

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

    // 1000s: command line and our own files

    public static Problem FolderMissing(string folder) => new(1001,
        $"文件夹“{folder}”不存在。请先建立该文件夹，或换一个路径。",
        $"The folder '{folder}' does not exist. Make it first, or give another path.");

    public static Problem FileExists(string file) => new(1002,
        $"文件“{file}”已经存在，不会覆盖。请换一个文件名。",
        $"The file '{file}' already exists and is not overwritten. Give another name.");

    // 3000s: areas

    public static Problem UnknownAreaLevel(string level) => new(3001,
        $"“{level}”不是行政层级。请用 province、prefecture、county、township、village 之一。",
        $"'{level}' is not a level of areas. Use one of province, prefecture, county, township, village.");

    public static Problem AreaListColumnMissing(string file, string column) => new(3002,
        $"“{file}”缺少“{column}”列。行政区划表至少要有代码（code）和名称（name）两列，首行为列名。请补上后重新导入。",
        $"'{file}' has no column '{column}'. A list of areas needs at least the columns code and name, named in its first row. Add it and import again.");

    public static Problem AreaCodeMalformed(string file, string place, string code) => new(3003,
        $"“{file}”{place}：区划代码“{code}”不对。省 2 位、地 4 位、县 6 位、乡 9 位、村 12 位数字。请改正后重新导入，现在什么都没有写入。",
        $"'{file}', {place}: '{code}' is not a code of areas, which has 2 (province), 4 (prefecture), 6 (county), 9 (township) or 12 (village) digits. Correct it and import again; nothing was written.");

    public static Problem AreaLevelWrong(string file, string place, string code, string level) => new(3004,
        $"“{file}”{place}：代码 {code} 的位数与级别“{level}”不符。请改正代码或级别后重新导入，现在什么都没有写入。",
        $"'{file}', {place}: the length of code {code} does not fit the level '{level}'. Correct either and import again; nothing was written.");

    public static Problem AreaOrphaned(string file, string place, string code, string parent) => new(3005,
        $"“{file}”{place}：{code} 的上级 {parent} 不在表中。请补上该行或改正上级代码后重新导入，现在什么都没有写入。",
        $"'{file}', {place}: {parent}, of which {code} is part, is not in the list. Add its row or correct the parent's code and import again; nothing was written.");

    public static Problem AreaCodeTwice(string file, string place, string code, string earlier) => new(3006,
        $"“{file}”{place}：代码 {code} 已在{earlier}出现过。请删去或改正其中一行后重新导入，现在什么都没有写入。",
        $"'{file}', {place}: code {code} already stands in {earlier}. Remove or correct one of the two and import again; nothing was written.");

    public static Problem AreaNameMissing(string file, string place, string code) => new(3007,
        $"“{file}”{place}：{code} 没有名称。请填上后重新导入，现在什么都没有写入。",
        $"'{file}', {place}: {code} has no name. Fill it in and import again; nothing was written.");

    public static Problem AreaListUnreadable(string file) => new(3008,
        $"“{file}”不是可读的行政区划 JSON 文件（应为：上级代码 -> {{代码: 名称}}）。请检查文件后重新导入。",
        $"'{file}' is not a readable JSON list of areas (parent code -> {{code: name}}). Check the file and import again.");

    public static Problem AreaListEmpty(string file) => new(3009,
        $"“{file}”中没有县级行政区。请确认选对了文件或文件夹。",
        $"'{file}' holds no counties. Check that it is the right file or folder.");

    public static Problem AreaEditionOlder(string county, int known, int edition) => new(3010,
        $"{county} 已有 {known} 年版区划，不能再导入更早的 {edition} 年版改动它。请从最早的年份开始依次导入。",
        $"{county} already has edition {known}; the older edition {edition} cannot change it any more. Import editions in order, the oldest first.");

    public static Problem AreaListPartial(string prefecture, int listed, int known) => new(3011,
        $"表中列出了 {prefecture}，但它已知的 {known} 个县只列出 {listed} 个，其余会被当作撤销。如果这只是部分县，请删去 {prefecture} 这一行再导入。",
        $"The list names {prefecture} but only {listed} of its {known} known counties; the others would be taken for abolished. If these are only some of them, remove the row of {prefecture} and import again.");

    public static Problem AreaInUse(string area, string code, long uses) => new(3012,
        $"{area}（{code}）本应并入或撤回，但已有 {uses} 条户或台账记录登记在其中。请先把它们改到正确的村，再重新导入。",
        $"{area} ({code}) would be joined or taken back, but {uses} records of households or registers stand in it. Move them to the right village first, then import again.");

    public static Problem AreaMapWrong(string file, int row, string zh, string en) => new(3013,
        $"对照表“{file}”第 {row} 行：{zh}",
        $"The map '{file}', row {row}: {en}");

    public static Problem AreaEditionImpossible(int edition) => new(3014,
        $"“{edition}”不是区划版本的年份。请给出四位年份，如 2020。",
        $"'{edition}' is not the year of an edition. Give a year of four digits, such as 2020.");

    public static Problem NothingWritten() => new(3020,
        "没有给出要记住的地名。请填写名单上的写法。",
        "There is no name to remember. Give it as the list writes it.");

    public static Problem AreaNotFound() => new(3021,
        "没有这个行政区，或它已撤销。请从建议或区划表中重新选择。",
        "There is no such area, or it has ended. Choose again from the suggestions or the list of areas.");

    public static Problem AnswerLiesElsewhere(string area, string within) => new(3022,
        $"{area} 不在 {within} 之内。请选择其中的村，或先更正乡镇。",
        $"{area} does not lie in {within}. Choose an area within it, or correct the township first.");

    public static Problem NameOfAnotherArea(string name, string code) => new(3023,
        $"“{name}”正是另一个区划（{code}）的名称，不能记作别处的写法。如果名单写错了，请在名单中改正。",
        $"'{name}' is the very name of another area ({code}) and cannot stand for a different one. If the list is wrong, correct it there.");

    public static Problem PlaceNotRemembered(string written) => new(3024,
        $"没有记住过“{written}”的对应地点，无需取消。",
        $"Nothing is remembered for '{written}', so there is nothing to take back.");

    // 5000s: registers and policies

    public static Problem BadDefinition(string file, long line, string zh, string en) => new(5001,
        $"定义文件“{file}”第 {line} 行有误：{zh}",
        $"The definition file '{file}' is wrong at line {line}: {en}");

    // 6000s: database and journal

    public static Problem DatabaseUnreadable(string name) => new(6001,
        $"“{name}”打不开，或不是 Saxaul 的数据库文件。请检查路径和读写权限；文件若已损坏，请用备份恢复。",
        $"'{name}' cannot be opened or is not a Saxaul database. Check the path and its permissions; if the file is damaged, restore a backup.");

    public static Problem DatabaseNewer() => new(6002,
        "数据库由更新版本的 Saxaul 建立。请先升级程序再打开。",
        "The database was made by a newer Saxaul. Upgrade the program before opening it.");

    public static Problem ServerUnreachable() => new(6003,
        "连不上 PostgreSQL 服务器。请检查地址、端口、用户名和口令，并确认服务器已启动。",
        "The PostgreSQL server cannot be reached. Check host, port, user and password, and that the server runs.");

    public static Problem ConnectionStringUnreadable() => new(6004,
        "看不懂 PostgreSQL 连接字符串。格式如：Host=localhost;Database=saxaul;Username=saxaul。",
        "The PostgreSQL connection string cannot be read. It looks like: Host=localhost;Database=saxaul;Username=saxaul.");

    public static Problem KeyFileMissing(string path) => new(6005,
        $"找不到密钥文件“{path}”，证件号码和电话无法读取。请把当初保存的密钥文件放回原处，或用 SAXAUL_KEY_FILE 指明位置。",
        $"The key file '{path}' is not there, so document numbers and telephones cannot be read. Put the saved key file back, or name its place in SAXAUL_KEY_FILE.");

    public static Problem KeyUnreadable() => new(6006,
        "密钥文件的内容不对。请用保存的原件替换，不要手工修改。",
        "The key file's content is wrong. Replace it with the saved original; do not edit it.");

    public static Problem KeyMissing() => new(6007,
        "这个数据库是用另一把密钥加密的。请换上属于它的密钥文件。",
        "This database was encrypted with another key. Put its own key file in place.");

    public static Problem SecretDamaged() => new(6008,
        "加密的数据与密钥不符，或已被改动。请确认密钥文件属于这个数据库，再运行 saxaul verify 查明位置。",
        "Encrypted data does not fit the key or was changed. Make sure that the key file belongs to this database, then run saxaul verify to find the place.");

    public static Problem BackUpWithServerTools() => new(6009,
        "PostgreSQL 数据库请用 pg_dump 备份，并另外保存密钥文件。",
        "Back a PostgreSQL database up with pg_dump, and keep the key file apart.");

    // 7000s: users and rights

    public static Problem NotAllowed(Users.Right right) => new(7001,
        $"您没有在该地区做这件事的权限（{right}）。请向管理员申请。",
        $"You do not have the right to do this in this area ({right}). Ask your administrator for it.");

    /// <summary>The sentence in the language asked for.</summary>
    /// <param name="language">A language tag; everything that does not begin with "zh" reads English.</param>
    public string In(string language) => language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Zh : En;

    public override string ToString() => $"{Number}: {En} / {Zh}";
}

/// <summary>Carries a <see cref="Saxaul.Problem"/> from where it was found to who shows it.</summary>
public sealed class ProblemException(Problem problem, Exception? inner = null) : Exception(problem.ToString(), inner)
{
    public Problem Problem { get; } = problem;
}
