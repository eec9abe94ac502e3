using System.Collections.Generic;

namespace Saxaul;

/// <content>7454 to 7464: what is wrong with a command as it was typed. Nothing of it is said again but the names of our own options and arguments.</content>
public sealed partial record Problem
{
    public static Problem ArgumentNeeded(string argument) => new(7454,
        $"缺少 <{argument}>，什么都没有做。请补上。",
        $"<{argument}> is missing, and nothing was done. Add it.");

    public static Problem ArgumentUnreadable(string argument) => new(7455,
        $"<{argument}> 读不出来，什么都没有做。请核对它要写什么。",
        $"<{argument}> cannot be read, and nothing was done. Check what it takes.");

    public static Problem OptionNeeded(string option) => new(7456,
        $"必须写明 {option}，什么都没有做。请补上。",
        $"{option} is needed, and nothing was done. Add it.");

    public static Problem OptionWithoutValue(string option) => new(7457,
        $"{option} 后面要写它的值，什么都没有做。请补上。",
        $"{option} takes a value after it, and nothing was done. Add it.");

    public static Problem OptionUnreadable(string option) => new(7458,
        $"{option} 的值读不出来，或者写了不止一个，什么都没有做。请核对它要写什么。",
        $"What {option} was given cannot be read, or is more than one, and nothing was done. Check what it takes.");

    public static Problem OptionTakesDay(string option) => new(7459,
        $"{option} 要写日期，例如 2020-04-01，什么都没有做。请改成这种写法。",
        $"{option} takes a day such as 2020-04-01, and nothing was done. Write it so.");

    public static Problem OptionTakesMoment(string option) => new(7460,
        $"{option} 要写时刻，例如 2020-04-01T12:00:00+08:00，什么都没有做。请改成这种写法。",
        $"{option} takes a moment such as 2020-04-01T12:00:00+08:00, and nothing was done. Write it so.");

    public static Problem OptionTakesColumn() => new(7461,
        "--column 要写“表头=字段”“表头=ignore”或“表头=forget”，什么都没有做。字段见 saxaul lists。",
        "--column takes heading=field, heading=ignore or heading=forget, and nothing was done. saxaul lists shows the fields.");

    public static Problem NothingToImport() => new(7462,
        "请写明要导入的文件，或者用 --places 给出待定村的答复文件。",
        "Give the files to import, or answers for held villages with --places FILE.");

    public static Problem HouseholdsOfDemo(int fewest, int most) => new(7463,
        $"--households 要写 {fewest} 到 {most} 之间的整数，什么都没有做。请改一个数。",
        $"--households takes a number from {fewest} to {most}, and nothing was done. Choose another one.");

    /// <param name="command">With all its names.</param>
    /// <param name="parts">What can stand after it.</param>
    public static Problem CommandIncomplete(string command, IReadOnlyList<string> parts) => new(7464,
        $"{command} 后面还要写做什么：{string.Join("、", parts)}。",
        $"{command} has to be followed by what to do: {string.Join(", ", parts)}.");

    /// <param name="command">With all its names.</param>
    /// <param name="parts">What can stand after it; none for a command that has no parts.</param>
    public static Problem TooManyWords(string command, IReadOnlyList<string> parts) => new(7465,
        $"{command} 后面有看不懂的词，什么都没有做。{(parts.Count == 0 ? "请删去多余的词。" : $"可以写：{string.Join("、", parts)}。")}",
        $"There is a word after {command} that it does not know, and nothing was done. {(parts.Count == 0 ? "Take it out." : $"It can be: {string.Join(", ", parts)}.")}");
}
