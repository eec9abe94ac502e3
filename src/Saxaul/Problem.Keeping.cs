using System;
using System.Globalization;

namespace Saxaul;

/// <content>7330 to 7359 and 7440 to 7449: keeping, erasing and keys.</content>
public sealed partial record Problem
{
    public static Problem RetentionDayToCome(DateOnly day) => new(7330,
        $"{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} 还没有到，不能提前清除。要看到那天会清除什么，请加 --dry-run。",
        $"{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} has not come, and nothing is erased before its time. To see what would go by then, add --dry-run.");

    public static Problem KeyFileNotWritable() => new(7331,
        "密钥文件不能改写（只读，或没有权限，或磁盘已满），没有更换任何密钥。请让运行本程序的账户可以写密钥文件及其所在文件夹，再试一次。",
        "The key file cannot be written (it is read-only, not yours to write, or the disk is full); no key was changed. Let the account that runs the program write the file and its folder, then try again.");

    public static Problem NoSuchKey(int number) => new(7332,
        $"没有第 {number} 号密钥，或者它正是现在用来加密的那一把，不能停用。请用 saxaul keys status 查看有哪些密钥。",
        $"There is no key {number}, or it is the one that encrypts now and cannot be retired. See which there are with: saxaul keys status.");

    public static Problem KeyInUse(int number, long values) => new(7333,
        $"还有 {values} 处内容是用第 {number} 号密钥加密的，停用后会读不出来。请先运行 saxaul keys rotate --continue 改用新密钥，再停用。",
        $"{values} values are still encrypted with key {number} and could not be read without it. First run: saxaul keys rotate --continue; then retire it.");

    public static Problem KeyFileOfAnother() => new(7390,
        "密钥文件属于另一个账户，当前账户不能替它换成新的，没有更换任何密钥。请用密钥文件的所有者账户（通常就是运行 serve 的账户）或 root 再运行一次。",
        "The key file belongs to another account, and this one may not put a new file in its name; no key was changed. Run it again as the account that owns the file (usually the one that runs serve), or as root.");

    public static Problem KeyFileNotReadable() => new(7391,
        "当前账户没有权限读取密钥文件。请用运行 serve 的账户再试，或让密钥文件的所有者允许当前账户读取。",
        "This account may not read the key file. Try again as the account that runs serve, or have the file's owner let this account read it.");

    public static Problem HashStopsKeys(string table, string column) => new(7440,
        $"更换密钥停在表 {table} 的 {column}：有一处查找码与加密内容不符。已换好的都算数，两把密钥都还能用。请运行 saxaul verify 看是哪一条，查明原因后运行 saxaul keys mend 重做查找码，再运行 saxaul keys rotate --continue。",
        $"The change of keys stopped at {column} of table {table}: a look-up hash there does not fit its encrypted value. What is done stays done, and both keys still hold. See which it is with saxaul verify and find out why; then make it anew with saxaul keys mend, and go on with saxaul keys rotate --continue.");

    public static Problem NobodyOfThemAsks() => new(7441,
        "请选择是谁提出（或签字）的：本人或户主、家庭其他成员，或持委托书的代理人。单位自己不能替他们提出。",
        "Choose who asks or signs: the person or head, another member, or somebody with their paper. An office cannot ask in their place.");

    public static Problem NoMoreKeys() => new(7392,
        "密钥已经换过 254 次，编号用完了，没有更换任何密钥。现有内容仍由最新的密钥保护；需要再换，请联系维护本程序的人员。",
        "Keys were changed 254 times and no number is left; no key was changed. What is kept stays protected by the newest one. To change it again, ask whoever maintains the program.");
}
