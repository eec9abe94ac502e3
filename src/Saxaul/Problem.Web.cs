namespace Saxaul;

/// <content>7360s: what keeps the pages safe and answering.</content>
public sealed partial record Problem
{
    public static Problem TooFast(int seconds) => new(7360,
        $"请求太频繁了，所以这一次没有办理，什么都没有改。请过 {seconds} 秒再试。如果您并没有连续操作，请告诉维护人员：可能有程序在用您的账号。",
        $"This was asked for too often, so this time nothing was done or changed. Try again in {seconds} {(seconds == 1 ? "second" : "seconds")}. If you did not do this yourself, tell whoever maintains the program: something may be using your account.") { Kind = ProblemKind.TooMany };

    public static Problem TookTooLong() => new(7361,
        "现在太忙，等得太久了，所以没有办理，什么都没有改。请过一会儿再试；如果一直这样，请告诉维护人员。",
        "It is too busy and this waited too long, so nothing was done or changed. Try again in a while, and if it stays so, tell whoever maintains the program.") { Kind = ProblemKind.Later };

    public static Problem TooMuchWaiting(int most) => new(7362,
        $"您已有 {most} 项工作在后台排队，请等其中一项办完再来。已经交来的文件都还在，没有丢失。",
        $"{most} pieces of work that you asked for are waiting already: come back when one of them is done. Files that you handed over are still there.") { Kind = ProblemKind.TooMany };
}
