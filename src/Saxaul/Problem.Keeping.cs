using System;
using System.Globalization;

namespace Saxaul;

/// <content>7330 to 7359: keeping, erasing and keys.</content>
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

    public static Problem NoMoreKeys() => new(7392,
        "密钥已经换过 254 次，编号用完了，没有更换任何密钥。现有内容仍由最新的密钥保护；需要再换，请联系维护本程序的人员。",
        "Keys were changed 254 times and no number is left; no key was changed. What is kept stays protected by the newest one. To change it again, ask whoever maintains the program.");
}
