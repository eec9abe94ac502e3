namespace Saxaul.Feel;

// What can be wrong with a decision model.
public sealed partial record FeelError
{
    internal static FeelError DtdRefused() => new(
        "文件含有文档类型定义（DTD），为安全起见不予读取。请删除 <!DOCTYPE …> 后再试。",
        "The file has a document type definition (DTD), which is refused for safety. Delete <!DOCTYPE …> and try again.");

    internal static FeelError FileTooLarge(long most) => new($"文件超过 {most} 个字符。", $"The file is longer than {most} characters.");

    internal static FeelError NotXml(int line, int column) => new(
        $"文件不是正确的 XML（第 {line} 行第 {column} 个字符）。", $"The file is not well-formed XML (line {line}, character {column}).");

    internal static FeelError NotDmn(string root, string uri) => new(
        $"文件不是 DMN 1.1 至 1.5 的决策模型（根元素为 {root}，命名空间为“{uri}”）。", $"The file is no decision model of DMN 1.1 to 1.5 (its root is {root} in the namespace '{uri}').");

    internal static FeelError DuplicateId(string id, string name) => new($"标识“{id}”（{name}）出现了两次。", $"The identifier '{id}' ({name}) occurs twice.");

    internal static FeelError NoName(string element, string id) => new($"元素 {element}（{id}）没有名称。", $"The element {element} ({id}) has no name.");

    internal static FeelError BoxesTooDeep() => new("表达式嵌套过深。", "Expressions are nested too deeply.");

    internal static FeelError UnknownHitPolicy(string policy) => new($"没有名为“{policy}”的命中策略。", $"There is no hit policy '{policy}'.");

    internal static FeelError NoLogic() => new("没有写出决策逻辑。", "No logic is given.");

    internal static FeelError NoOutputs() => new("决策表没有输出列。", "The decision table has no output column.");

    internal static FeelError WrongRow(int rule) => new($"决策表第 {rule} 条规则的单元格数与列数不符。", $"Rule {rule} of the decision table does not have one cell for each column.");

    internal static FeelError InCell(FeelError error, int rule, int column, bool input) => error with
    {
        Zh = $"第 {rule} 条规则第 {column} 个{(input ? "条件" : "结果")}：{error.Zh}",
        En = $"Rule {rule}, {(input ? "condition" : "result")} {column}: {error.En}",
    };

    internal static FeelError UnknownReference(string reference) => new($"引用的元素“{reference}”不存在。", $"The element '{reference}' that is referred to does not exist.");

    internal static FeelError UnknownImport(string name, string uri) => new($"找不到导入的模型“{name}”（{uri}）。", $"The imported model '{name}' ({uri}) was not given.");

    internal static FeelError CircularDecision(string name) => new($"决策“{name}”依赖于它自己。", $"The decision '{name}' depends on itself.");

    internal static FeelError CircularType(string name) => new($"类型“{name}”由它自己定义。", $"The type '{name}' is defined by itself.");

    internal static FeelError InputNotGiven(string name) => new(
        $"没有提供输入“{name}”，它的值为空。", $"The input '{name}' is not provided; its value is null.", Severity: FeelSeverity.Warning);

    internal static FeelError DuplicateName(string name) => new($"名称“{name}”用了两次。", $"The name '{name}' is used twice.");
}
