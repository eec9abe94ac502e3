namespace Saxaul;

/// <content>5300s: finding people.</content>
public sealed partial record Problem
{
    public static Problem SearchUnreadable() => new(5300,
        "这个查找链接读不出来：可能没有复制完整，或来自另一个登记库。请在上方重新输入要找的内容。",
        "This link to a search cannot be read: it was not copied whole, or it belongs to another registry. Type what you are looking for into the box above.");

    public static Problem SearchTooLong() => new(5301,
        "输入的内容太长。请只写几个词，例如姓名和村名。",
        "That is too long to search for. Type a few words only, such as a name and a village.");
}
