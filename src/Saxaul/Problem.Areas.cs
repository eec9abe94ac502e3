namespace Saxaul;

/// <content>3000s: areas.</content>
public sealed partial record Problem
{
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

    public static Problem AreaMapWrong(string file, int row, string zh, string en) => new(3013,
        $"对照表“{file}”第 {row} 行：{zh}",
        $"The map '{file}', row {row}: {en}");

    public static Problem AreaEditionImpossible(int edition) => new(3014,
        $"“{edition}”不是区划版本的年份。请给出四位年份，如 2020。",
        $"'{edition}' is not the year of an edition. Give a year of four digits, such as 2020.");

    public static Problem AreaParentWrong(string file, string place, string code, string parent) => new(3015,
        $"“{file}”{place}：{code} 的上级代码写作 {parent}，与代码本身不符。请改正后重新导入，现在什么都没有写入。",
        $"'{file}', {place}: {code} is said to lie in {parent}, which its own digits contradict. Correct either and import again; nothing was written.");

    public static Problem NothingWritten() => new(3020,
        "没有给出要记住的地名。请填写名单上的写法。",
        "There is no name to remember. Give it as the list writes it.");

    public static Problem AreaNotFound() => new(3021,
        "没有这个行政区，或它已撤销。请从建议或区划表中重新选择。",
        "There is no such area, or it has ended. Choose again from the suggestions or the list of areas.") { Kind = ProblemKind.NotFound };

    public static Problem AnswerLiesElsewhere(string area, string within) => new(3022,
        $"{area} 不在 {within} 之内。请选择其中的村，或先更正乡镇。",
        $"{area} does not lie in {within}. Choose an area within it, or correct the township first.");

    public static Problem NameOfAnotherArea(string name, string code) => new(3023,
        $"“{name}”正是另一个区划（{code}）的名称，不能记作别处的写法。如果名单写错了，请在名单中改正。",
        $"'{name}' is the very name of another area ({code}) and cannot stand for a different one. If the list is wrong, correct it there.");

    public static Problem PlaceNotRemembered(string written) => new(3024,
        $"没有记住过“{written}”的对应地点，无需取消。",
        $"Nothing is remembered for '{written}', so there is nothing to take back.");

    public static Problem PlaceCodeUnknown() => new(3025,
        "没有这个代码的村或乡镇。请核对区划代码（乡镇 9 位、村 12 位数字），改正后再答复。",
        "No village or township has this code. Check it (9 digits for a township, 12 for a village), correct it and answer again.");
}
