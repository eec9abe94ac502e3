using System.Globalization;

namespace Saxaul.Feel.Compilation;

/// <summary>What can go wrong while an expression is evaluated.</summary>
internal enum FaultKind : byte
{
    Broken,
    NotComparable,
    WrongOperand,
    WrongOperands,
    DivisionByZero,
    NumberTooLarge,
    WrongType,
    NoSuchEntry,
    NoSuchItem,
    WrongFilter,
    NotCondition,
    WrongIteration,
    NotFunction,
    UnknownParameter,
    ArgumentCount,
    WrongArgument,
    NoResult,
    TooDeep,
    TooManySteps,
    Circular,
    SeveralRules,
    RulesDisagree,
    WrongAggregation,
    WrongTableInput,
    MissingParameter,
}

/// <summary>An error as it is noted down during evaluation: the sentences are made only if somebody reads them.</summary>
internal readonly record struct Fault(Site At, FaultKind Kind, FeelValue A, FeelValue B, string Text)
{
    public FeelError ToError()
    {
        string[] parts = Text.Split('\n');
        string a = Show(A), b = Show(B), x = parts[0], y = parts.Length > 1 ? parts[1] : "", z = parts.Length > 2 ? parts[2] : "";
        var (zh, en) = Kind switch
        {
            FaultKind.Broken => (y, x),
            FaultKind.NotComparable => ($"{a} 与 {b} 不能比较。", $"{a} and {b} cannot be compared."),
            FaultKind.WrongOperand => ($"“{x}”不能用于 {a}。", $"'{x}' cannot be applied to {a}."),
            FaultKind.WrongOperands => ($"“{x}”不能用于 {a} 和 {b}。", $"'{x}' cannot be applied to {a} and {b}."),
            FaultKind.DivisionByZero => ($"{a} 不能除以零。", $"{a} cannot be divided by zero."),
            FaultKind.NumberTooLarge => ("计算结果超出了数的范围。", "The result is outside the range of numbers."),
            FaultKind.WrongType => ($"“{x}”应为 {y} 类型，得到的是 {a}。", $"'{x}' should be of type {y}, but is {a}."),
            FaultKind.NoSuchEntry => ($"{a} 没有名为“{x}”的项。", $"{a} has nothing called '{x}'."),
            FaultKind.NoSuchItem => ($"列表有 {b} 项，没有第 {a} 项。", $"The list has {b} items; there is no item {a}."),
            FaultKind.WrongFilter => ($"筛选条件应为真、假或位置，得到的是 {a}。", $"A filter should be true, false or a position, but is {a}."),
            FaultKind.NotCondition => ($"条件应为真或假，得到的是 {a}。", $"A condition should be true or false, but is {a}."),
            FaultKind.WrongIteration => ($"不能从 {a} 逐项到 {b}：两端应为整数或日期。", $"Nothing can be iterated from {a} to {b}: both must be whole numbers or dates."),
            FaultKind.NotFunction => ($"“{x}”不是函数，不能调用。", $"'{x}' is not a function and cannot be called."),
            FaultKind.UnknownParameter => ($"“{x}”没有这样的参数：{y}。", $"'{x}' does not take these parameters: {y}."),
            FaultKind.ArgumentCount => ($"“{x}”需要 {a} 个参数，给出了 {b} 个。", $"'{x}' takes {a} arguments, but {b} were given."),
            FaultKind.WrongArgument => ($"“{x}”的参数“{y}”应为 {z}，得到的是 {a}。", $"The argument '{y}' of '{x}' should be {z}, but is {a}."),
            FaultKind.NoResult => ($"“{x}”对 {a} 没有结果。", $"'{x}' has no result for {a}."),
            FaultKind.TooDeep => ("函数调用层数过多，计算已停止。", "Functions call each other too deeply; the evaluation was stopped."),
            FaultKind.TooManySteps => ("需要处理的项过多，计算已停止。", "There are too many items to go through; the evaluation was stopped."),
            FaultKind.Circular => ($"决策“{x}”依赖于它自己。", $"The decision '{x}' depends on itself."),
            FaultKind.SeveralRules => ($"决策表“{x}”要求只有一条规则符合，但第 {y} 条都符合。", $"At most one rule of the table '{x}' may match, but rules {y} do."),
            FaultKind.RulesDisagree => ($"决策表“{x}”的第 {y} 条规则都符合，结果却不同。", $"Rules {y} of the table '{x}' match, but their results differ."),
            FaultKind.WrongAggregation => ($"决策表“{x}”不能汇总 {a}。", $"The table '{x}' cannot aggregate {a}."),
            FaultKind.WrongTableInput => ($"决策表“{x}”的输入 {a} 不在允许的值之内。", $"The input {a} of the table '{x}' is not among the allowed values."),
            _ => ($"调用“{x}”时没有给出“{y}”。", $"'{y}' was not given to '{x}'."),
        };
        return new FeelError(zh, en, At.Position, At.Where);
    }

    // A value may hold anything, also a name: errors show what kind it is, and small harmless values themselves.
    private static string Show(in FeelValue value) => value.Kind switch
    {
        FeelKind.Null or FeelKind.Boolean or FeelKind.Number or FeelKind.DaysDuration or FeelKind.MonthsDuration => value.ToString(),
        FeelKind.String => string.Create(CultureInfo.InvariantCulture, $"<string({value.Text.Length})>"),
        FeelKind.List => string.Create(CultureInfo.InvariantCulture, $"<list({value.Items.Length})>"),
        FeelKind.DateTime => "<date and time>",
        _ => $"<{value.Kind.ToString().ToLowerInvariant()}>",
    };
}
