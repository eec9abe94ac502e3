namespace Saxaul;

/// <content>7000s: users and rights.</content>
public sealed partial record Problem
{
    public static Problem NotAllowed(Users.Right right) => new(7001,
        $"您没有在这里{Named(right).Zh}的权限。请到您负责的地区办理，或向管理员申请。",
        $"You may not {Named(right).En} here. Go to the area you answer for, or ask your administrator for the right.");

    public static Problem WholeCountyNeeded() => new(7104,
        "名册会涉及全县，导入由在全县范围有权限的同志办理，所以没有收下这些文件。请把表格交给县里；本乡镇、本村的变动可在户的页面上逐户登记。",
        "A list may speak of a whole county, so it is imported by somebody whose rights hold in all of it, and these files were not taken. Give them to the county; what changes in your own villages can be entered on the pages of households.");

    public static Problem OutOfReach() => new(7002,
        "这一户不在您负责的地区。请由它所在的村或上级办理。",
        "This household is outside the area you answer for. Its own village or an office above has to do this.");

    private static (string Zh, string En) Named(Users.Right right) => right switch
    {
        Users.Right.ReadHouseholds => ("查看各户登记内容", "see what is recorded of households"),
        Users.Right.WriteHouseholds => ("登记、更正各户内容", "enter or correct anything about households"),
        Users.Right.WriteAreas => ("改动行政区划", "change the list of areas"),
        Users.Right.Verify => ("核查变更记录", "check the journal"),
        Users.Right.Erase => ("销毁个人信息", "destroy what is recorded of a person"),
        _ => ("备份和恢复登记库", "copy or restore the registry"),
    };
}
