namespace Saxaul;

/// <content>1100s, and 7431: the pages.</content>
public sealed partial record Problem
{
    public static Problem OnlyThisMachine(string url) => new(1101,
        $"还没有用户登录，任何人打开页面都会以本机管理员身份操作，所以只能监听本机地址，不能监听“{url}”。请用 http://127.0.0.1:端口。",
        $"There are no users to sign in yet and whoever opens a page acts as the operator of this machine, so only its own addresses can be listened on, not '{url}'. Use http://127.0.0.1:PORT.");

    public static Problem AddressTaken(string urls) => new(1102,
        $"“{urls}”已被别的程序占用。请先停掉它，或用 --urls 换一个端口。",
        $"'{urls}' is in use by another program. Stop that one first, or choose another port with --urls.");

    public static Problem NoSuchPage() => new(1103,
        "没有这个页面。请检查地址，或从首页重新进入。",
        "There is no such page. Check the address, or begin again at the first page.") { Kind = ProblemKind.NotFound };

    public static Problem FormExpired() => new(1104,
        "页面放得太久了，或表单不是从本页提交的，所以什么都没有改。请返回、刷新后再提交一次。",
        "The page was open for too long, or the form came from elsewhere, so nothing was changed. Go back, reload and send it again.");

    public static Problem DayTooEarly(System.DateOnly earliest) => new(7381,
        $"{earliest:yyyy-MM-dd} 以前的日期不能登记，请核对年份。",
        $"Days before {earliest:yyyy-MM-dd} cannot be recorded: check the year.");

    public static Problem DayUnreadable() => new(1105,
        "看不懂日期。日期请写成 2020-04-01，时刻请写成 2020-04-01T12:00。",
        "The day cannot be read. Write a day as 2020-04-01 and a moment as 2020-04-01T12:00.");

    public static Problem DayNotCome() => new(7105,
        "这一天还没有到，只能查看今天和以前的情况。请换一个日期。",
        "That day has not come yet: only today and the days before can be looked at. Choose another day.");

    /// <param name="first">In legal time, to the minute.</param>
    public static Problem NotKnownYet(System.DateTimeOffset first) => new(7431,
        $"在这一时刻，登记库里还没有这方面的任何登记；最早的登记在 {first:yyyy-MM-dd HH:mm}。请看那一时刻或以后的情况。",
        $"At that moment nothing of this was recorded yet; the first of it was on {first:yyyy-MM-dd HH:mm}. Look at that moment or a later one.") { Kind = ProblemKind.NotFound, KnownFrom = first };

    public static Problem FormTooLarge(long megabytes) => new(7106,
        $"提交的内容太大，一次最多 {megabytes} MB，所以什么都没有改。请返回，换一个小一些的文件或少填一些再提交。",
        $"What was sent is too large: at most {megabytes} MB are taken at once, and nothing was changed. Go back and send a smaller file, or less text.") { Kind = ProblemKind.TooLarge };

    public static Problem HostUnknown() => new(1107,
        "请用本机地址打开页面，例如 http://127.0.0.1:5080；用别的名字或不带地址名的请求一律不答复。",
        "Open the pages under this machine's own address, such as http://127.0.0.1:5080; under any other name, or none, nothing is answered.");

    public static Problem Unexpected(string reference) => new(1106,
        $"程序出错了，数据没有改动。请再试一次；如果还不行，请把编号 {reference} 告诉维护人员。",
        $"The program failed; no data was changed. Try again, and if it fails again give the number {reference} to whoever maintains it.");
}
