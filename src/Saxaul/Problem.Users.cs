namespace Saxaul;

/// <content>7000s: users and rights.</content>
public sealed partial record Problem
{
    public static Problem NotAllowed(Users.Right right) => new(7001,
        $"您没有在该地区做这件事的权限（{right}）。请向管理员申请。",
        $"You do not have the right to do this in this area ({right}). Ask your administrator for it.");

    public static Problem OutOfReach() => new(7002,
        "这一户不在您负责的地区。请由它所在的村或上级办理。",
        "This household is outside the area you answer for. Its own village or an office above has to do this.");
}
