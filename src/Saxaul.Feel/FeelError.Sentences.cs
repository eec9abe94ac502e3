namespace Saxaul.Feel;

// What can be wrong with a text before anything is evaluated. Each sentence says what is wrong, and where it is not obvious what to do.
public sealed partial record FeelError
{
    internal static FeelError Empty() => new("表达式是空的。", "The expression is empty.", 0);

    internal static FeelError EndsTooEarly(int at) => new("表达式没有写完。", "The expression ends before it is complete.", at);

    internal static FeelError Unexpected(string found, int at) => new($"这里不应出现“{found}”。", $"'{found}' is not expected here.", at);

    internal static FeelError Missing(string wanted, string found, int at) => new($"这里应为“{wanted}”，而不是“{found}”。", $"'{wanted}' is expected here, not '{found}'.", at);

    internal static FeelError MissingAtEnd(string wanted, int at) => new($"结尾缺少“{wanted}”。", $"'{wanted}' is missing at the end.", at);

    internal static FeelError StrangeCharacter(string found, int at) => new($"FEEL 中没有字符“{found}”。", $"The character '{found}' means nothing in FEEL.", at);

    internal static FeelError UnclosedString(int at) => new("字符串没有以双引号结束。", "The string is not closed with a double quote.", at);

    internal static FeelError UnclosedComment(int at) => new("注释没有以“*/”结束。", "The comment is not closed with '*/'.", at);

    internal static FeelError BadEscape(int at) => new(
        "“\\u”后应有四位、“\\U”后应有六位十六进制数字。", "Four hexadecimal digits must follow '\\u', and six '\\U'.", at);

    internal static FeelError NumberTooLarge(string text, int at) => new($"数“{text}”太大。", $"The number '{text}' is too large.", at);

    internal static FeelError BadTemporal(string text, int at) => new(
        $"“{text}”不是日期、时间或时长，例如 @\"2024-05-01\"、@\"P1Y2M\"。", $"'{text}' is no date, time or duration, such as @\"2024-05-01\" or @\"P1Y2M\".", at);

    internal static FeelError NameExpected(string found, int at) => new($"这里应为名称，而不是“{found}”。", $"A name is expected here, not '{found}'.", at);

    internal static FeelError KeyExpected(string found, int at) => new(
        $"这里应为名称和冒号，而不是“{found}”。", $"A name and a colon are expected here, not '{found}'.", at);

    internal static FeelError DuplicateKey(string name, int at) => new($"名称“{name}”出现了两次。", $"The name '{name}' occurs twice.", at);

    internal static FeelError MixedArguments(int at) => new("参数要么都写名称，要么都不写。", "Either all arguments have names, or none has.", at);

    internal static FeelError UnknownName(string name, int at) => new(
        $"这里没有名为“{name}”的项。请检查名称，或者把它加入所需的输入。", $"Nothing is called '{name}' here. Check the name, or add it to what is required.", at);

    internal static FeelError UnknownType(string name, int at) => new($"没有名为“{name}”的类型。", $"There is no type called '{name}'.", at);

    internal static FeelError NoSuchSignature(string name, string usage, int at) => new(
        $"函数“{name}”的参数不对。用法：{usage}。", $"These are not the arguments of '{name}'. It is called as: {usage}.", at);

    internal static FeelError ExternalFunction(int at) => new(
        "不支持外部（Java、PMML）函数。请用 FEEL 写出该函数。", "External functions (Java, PMML) are not supported. Write the function in FEEL.", at);

    internal static FeelError TextTooLong(int longest) => new($"表达式超过 {longest} 个字符。", $"The expression is longer than {longest} characters.", 0);

    internal static FeelError TooDeep(int at) => new("表达式嵌套过深或过长。", "The expression is nested too deeply or is too long.", at);
}
