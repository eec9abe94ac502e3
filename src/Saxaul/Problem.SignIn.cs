using System;

namespace Saxaul;

/// <content>7200s: signing in. None says whether a name exists.</content>
public sealed partial record Problem
{
    public static Problem WrongNameOrPassword() => new(7200,
        "登录名或密码不对。请再输入一次；忘了密码，请管理员重新邀请您。",
        "The name or the password is not right. Type them once more; if you forgot the password, ask your administrator to invite you again.");

    public static Problem SlowDown(TimeSpan wait) => new(7201,
        $"试错的次数太多。请过 {Long(wait, "zh")}再试；在常用的电脑上登录不受别人试错的影响。",
        $"There were too many wrong tries. Try again in {Long(wait, "en")}; on a computer where you have signed in before, what others try does not make you wait.") { Kind = ProblemKind.TooMany };

    public static Problem PasswordTooShort(int least) => new(7202,
        $"密码至少要 {least} 个字。几个不相干的词连起来，好记又难猜。",
        $"A password has at least {least} characters. A few words that have nothing to do with each other are easy to remember and hard to guess.");

    public static Problem PasswordTooCommon() => new(7203,
        "这个密码别人最先会猜：是常见密码，或者含有登录名、软件名，或者只用了几个字。请换一个。",
        "That is what others would guess first: a common password, one with your name or the program's in it, or only a few different characters. Choose another one.");

    public static Problem PasswordTooLong(int most) => new(7204,
        $"密码最多 {most} 个字。请短一些。",
        $"A password has at most {most} characters. Choose a shorter one.");

    public static Problem InvitationUnknown() => new(7205,
        "登录名或邀请码不对，或者邀请码已经用过、过了 24 小时。请核对；不行就请管理员重新邀请。",
        "The name or the invitation code is not right, or the code was used before or is older than 24 hours. Check both, or ask your administrator to invite you again.");

    public static Problem SecondFactorWrong() => new(7206,
        "验证码不对，或者已经用过。请等手机上出现下一个验证码再输入，并核对手机的时间；也可以用一个恢复码。",
        "The code is not right, or was used already. Wait for the next one on your telephone and check the telephone's clock, or use a recovery code.");

    public static Problem NotSignedIn() => new(7207,
        "还没有登录，或者登录已经结束，所以什么都没有改。请登录后再办。",
        "You are not signed in, or no longer, so nothing was changed. Sign in and do it again.") { Kind = ProblemKind.NotAllowed };

    public static Problem ProveAgain() => new(7208,
        "改变登录方式、邀请同事，要在登录后 15 分钟内办理，免得别人用您没有退出的电脑来办。请退出，重新登录，马上再办。",
        "How you sign in is changed, and a colleague is invited, within 15 minutes of signing in, so that nobody does it at a computer you left open. Sign out, sign in again, and do it then.");

    public static Problem CurrentPasswordWrong() => new(7209,
        "现在的密码不对，所以没有改。请再输入一次。",
        "The present password is not right, so nothing was changed. Type it once more.");

    public static Problem AppCodeWrong() => new(7210,
        "验证码不对。请核对手机的时间，扫描页面上的二维码，再输入手机上新出现的六位数。",
        "The code is not right. Check the telephone's clock, scan the code on the page, and type the six digits that the telephone shows now.");

    public static Problem PasskeyRefused() => new(7211,
        "通行密钥没有通过。请再试一次；也可以用密码登录。",
        "The passkey was not accepted. Try again, or sign in with your password.");

    public static Problem NotLinked() => new(7212,
        "单位的统一登录认得您，但这里还没有把它和您的登录名连起来。请管理员办理。",
        "Your office's sign-in service knows you, but it is not linked to a sign-in name here yet. Ask your administrator.") { Kind = ProblemKind.NotAllowed };

    public static Problem LastSecondFactor() => new(7213,
        "您的角色必须有第二道验证，所以最后一个不能取消。请先加上另一个。",
        "Your role takes a second factor, so the last one stays. Add another one first.");

    public static Problem LinkTaken() => new(7214,
        "统一登录里的这个人已经和一个登录名连起来了。请先用 saxaul users unlink 解除。",
        "This person of the sign-in service is linked to a name already. Take that away first with saxaul users unlink.");

    public static Problem IssuerUnreadable() => new(7452,
        "--issuer 是统一登录自己的地址，以 https:// 开头，和它自己写的一字不差，例如 https://login.example.cn/；在同一台机器上的才可以用 http://。",
        "--issuer is the sign-in service's own address as it writes it, letter by letter, and begins with https://, such as https://login.example.cn/; only one on this very machine may begin with http://.");

    public static Problem SubjectUnreadable() => new(7453,
        "--subject 是统一登录给这个人的编号（sub），不能空着，前后没有空格。请到统一登录里查看。",
        "--subject is what the service calls this person (sub): it is not empty and has no spaces around it. Look it up in the service.");

    public static Problem OfficeSignInFailed() => new(7215,
        "单位的统一登录没有成功，或者等得太久。请再试一次；还不行，请问管理员，也可以用密码登录。",
        "Signing in by your office's service did not work, or took too long. Try again; if it fails again ask your administrator, or sign in with your password.");

    public static Problem PasswordsDiffer() => new(7216,
        "两次输入的新密码不一样。请再输入一次。",
        "The new password was not typed the same both times. Type it once more.");

    public static Problem OwnInvitation() => new(7217,
        "自己的密码在“我的登录”里改，不用邀请。忘了自己的密码，请另一位管理员邀请您。",
        "You change your own password under 'My sign-in', without an invitation. If you forgot it, ask another administrator to invite you.");

    public static Problem NobodySignsIn() => new(7218,
        "这里现在不用登录名登录，所以不用邀请谁。",
        "Nobody signs in with a name here now, so there is nobody to invite.");

    public static Problem ServeIsNobodys() => new(7230,
        "每个人在页面上用自己的名字登录，所以 serve 不用 --as。请去掉 --as。",
        "Everybody signs in on the pages under their own name, so serve takes no --as. Leave it out.");

    public static Problem PublicAddressUnreadable() => new(7231,
        "--public 要写大家在浏览器里输入的地址，以 https:// 开头，后面只有主机名和端口，例如 https://hujing.example.cn。",
        "--public is the address that people type into their browser: it begins with https:// and has nothing after the host and port, such as https://households.example.cn.");

    public static Problem PublicNeedsUsers() => new(7232,
        "还没有用户，别人打开页面就是管理员，所以不能用 --public。请先建第一位管理员：saxaul users add 登录名 --administrator。",
        "There are no users yet and whoever opens a page would act as the operator, so --public cannot be used. Make the first administrator: saxaul users add NAME --administrator.");

    public static Problem OfficeServiceIncomplete() => new(7233,
        "统一登录要同时写明 --oidc-authority 和 --oidc-client，密钥放在 --oidc-secret-file 指的文件里，或环境变量 SAXAUL_OIDC_SECRET 里；地址以 https:// 开头。",
        "An office's sign-in service takes both --oidc-authority and --oidc-client, with its secret in the file that --oidc-secret-file names or in SAXAUL_OIDC_SECRET; its address begins with https://.");

    private static string Long(TimeSpan wait, string language) => (wait.TotalSeconds < 60, language) switch
    {
        (true, "zh") => FormattableString.Invariant($"{Math.Max(1, Math.Ceiling(wait.TotalSeconds))} 秒"),
        (false, "zh") => FormattableString.Invariant($"{Math.Ceiling(wait.TotalMinutes)} 分钟"),
        (true, _) => Math.Ceiling(wait.TotalSeconds) <= 1 ? "1 second" : FormattableString.Invariant($"{Math.Ceiling(wait.TotalSeconds)} seconds"),
        _ => Math.Ceiling(wait.TotalMinutes) <= 1 ? "1 minute" : FormattableString.Invariant($"{Math.Ceiling(wait.TotalMinutes)} minutes"),
    };
}
