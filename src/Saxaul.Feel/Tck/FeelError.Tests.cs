namespace Saxaul.Feel;

// What can be wrong with test cases.
public sealed partial record FeelError
{
    internal static FeelError NotTestCases(string root) => new($"文件不是测试用例（根元素为“{root}”，应为 testCases）。", $"The file holds no test cases (its root is '{root}', not testCases).");

    internal static FeelError NoModelForTest(string model) => new($"旁边没有模型文件“{model}”。", $"The model '{model}' is not beside the test cases.");

    internal static FeelError WrongTestValue(string name) => new($"“{name}”的值无法读取。", $"The value of '{name}' cannot be read.");

    internal static FeelError NoExpectation() => new("用例没有写出预期结果（resultNode）。", "The case expects no result (resultNode).");

    internal static FeelError NoSuchDecision(string name) => new($"模型中没有名为“{name}”的决策。", $"The model has no decision called '{name}'.");
}
