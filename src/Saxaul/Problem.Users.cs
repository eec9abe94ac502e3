namespace Saxaul;

/// <content>7000s: users and rights.</content>
public sealed partial record Problem
{
    public static Problem NotAllowed(Users.Right right) => new(7001,
        $"您没有在该地区做这件事的权限（{right}）。请向管理员申请。",
        $"You do not have the right to do this in this area ({right}). Ask your administrator for it.");
}
