using System.Linq;

namespace Saxaul;

/// <content>7000s, and 7450 to 7469: users and rights.</content>
public sealed partial record Problem
{
    public static Problem NotAllowed(Users.Right right) => (right switch
    {
        Users.Right.HandInLists => new Problem(7001, "您没有提交名册和部门数据的权限。表格请交给县里的办公室或负责的部门；各户的变化可在户的页面上逐户登记。",
            "You may not hand in lists. Give the file to the county office or to the department whose list it is; what happens in households is entered on their own pages."),
        Users.Right.WriteAreas => new Problem(7001, "改动行政区划由维护区划的同志办理（通常是“地区的办公室”）；管理员自己没有这个权限，一个县单独使用的也要有这样一位用户。请管理员在“用户和角色”里授予。",
            "The list of areas is changed by whoever keeps it (as a rule the prefecture office); an administrator does not, and a single county's office has such a user as well. The administrator gives the role under 'Users and roles'."),
        _ => new Problem(7001, $"您没有在这里{Named(right).Zh}的权限。请到您负责的地区办理，或向管理员申请。",
            $"You may not {Named(right).En} here. Go to the area you answer for, or ask your administrator for the right."),
    }) with { Kind = ProblemKind.NotAllowed };

    public static Problem WholeCountyNeeded() => new(7104,
        "名册会涉及全县，导入由在全县范围有权限的同志办理，所以没有收下这些文件。请把表格交给县里；本乡镇、本村的变动可在户的页面上逐户登记。",
        "A list may speak of a whole county, so it is imported by somebody whose rights hold in all of it, and these files were not taken. Give them to the county; what changes in your own villages can be entered on the pages of households.") { Kind = ProblemKind.NotAllowed };

    public static Problem OutOfReach() => new(7002,
        "这一户不在您负责的地区。请由它所在的村或上级办理。",
        "This household is outside the area you answer for. Its own village or an office above has to do this.") { Kind = ProblemKind.NotAllowed };

    public static Problem UserNameUnreadable(int longest) => new(7010,
        $"登录名由字母或汉字开头，只用字母、汉字、数字、点、短横线和下划线，最多 {longest} 个字。请换一个。",
        $"A sign-in name begins with a letter and has letters, digits, dots, dashes and underscores only, {longest} at most. Choose another one.");

    public static Problem UserNameTaken() => new(7011,
        "这个登录名已经有人用过。停用的也不再给别人，以免记录里分不清是谁。请换一个。",
        "This sign-in name was given before. One that ended is not given again, so that records never confuse two people. Choose another one.");

    public static Problem NoSuchUser() => new(7012,
        "没有这个用户，或者已经停用。请核对登录名。",
        "There is no such user, or not any more. Check the sign-in name.");

    public static Problem NoSuchRole(System.Collections.Generic.IReadOnlyList<string> roles) => new(7013,
        $"没有这个角色。现有的角色：{string.Join("、", roles)}。",
        $"There is no such role. The roles are: {string.Join(", ", roles)}.");

    public static Problem RoleNeedsArea(Users.Role role) => new(7014,
        $"“{role.Labels.In("zh")}”{(role.GivenFor == Users.GivenFor.Everywhere ? "对全部地区有效，不用填地区" : $"要指定一个{Level(role.GivenFor, "zh")}的区划代码")}。",
        $"'{role.Labels.In("en")}' {(role.GivenFor == Users.GivenFor.Everywhere ? "holds everywhere; give no area" : $"is given for a {Level(role.GivenFor, "en")}; give its area code")}.");

    public static Problem OwnRole() => new(7015,
        "不能给自己授予角色。请另一位管理员办理。",
        "Nobody gives a role to themselves. Ask another administrator.");

    public static Problem DaysOfRole() => new(7016,
        "结束日期不能早于开始日期；代班必须填结束日期。",
        "The last day is not before the first; standing in needs a last day.");

    public static Problem RoleBegunBefore() => new(7450,
        "角色从今天或以后的一天开始，不能从已经过去的日子开始，否则谁在哪天能看到什么就说不清了。请改开始日期。",
        "A role begins today or later, never on a day that is over: else nobody could tell who might see what on that day. Change the first day.");

    public static Problem RoleTakenBefore() => new(7466,
        "角色从今天或以后的一天起收回，不能从已经过去的日子起收回，否则谁在哪天能看到什么就说不清了。请改日期。",
        "A role is taken from today on or later, never from a day that is over: else nobody could tell who might see what on that day. Change the day.");

    public static Problem StandInTooLong(int days) => new(7451,
        $"代班最多 {days} 天。请把最后一天提前；长期由这个人负责的，请直接授予角色。",
        $"Nobody stands in for more than {days} days. Choose an earlier last day; whoever has the work for longer is given the role themselves.");

    public static Problem NothingToStandInFor() => new(7017,
        "被代班的人在这段时间没有这个角色。请核对是谁、哪个地区、从哪天到哪天。",
        "The colleague does not have this role there on all of these days. Check who it is, the area and the days.");

    public static Problem RoleGivenTwice() => new(7420,
        "这个用户在这些日子里已经有同样的角色。要改日期，请先收回原来的，再重新授予。",
        "The user has this very role on some of these days already. To change its days, take the one they have, then give it anew.");

    public static Problem NoSuchGrant() => new(7018,
        "没有这项授权，或者在这一天之前已经结束。请重新查看用户清单。",
        "There is no such grant, or it ended before that day. Look at the list of users again.");

    public static Problem LastAdministrator() => new(7019,
        "这样就没有人能管理用户了。请先让另一位同事成为管理员。",
        "Nobody would be left to look after users. Make a colleague an administrator first.");

    public static Problem SayWhoYouAre() => new(7020,
        "请用 --as 写明是谁在操作（登录名），或设置环境变量 SAXAUL_AS。",
        "Say with --as whose command this is (a sign-in name), or set SAXAUL_AS.");

    public static Problem AdministratorFirst() => new(7021,
        "第一位用户要能管理别的用户。请加 --administrator。",
        "The first user has to be able to look after others. Add --administrator.");

    public static Problem RoleNeedsHousehold() => new(7250,
        "这个角色针对具体的一户：请写明县的区划代码和这一户的户编号。要负责几户，就一户一户地授权。",
        "This role is given for one household: give the county's code and the household's number. For several households, give it several times.");

    public static Problem HouseholdsSignInName(int digits) => new(7467,
        $"农户本人的登录名写在变更记录里，清除这一户的内容后也还在，所以只用拉丁字母和最多 {digits} 个数字，也不写这家人的姓名、电话或证件号码。请另建一个登录名（例如 family-0412），再给它这个角色。",
        $"The sign-in name of a household stands in the journal and stays when the household is erased, so it has Latin letters and {digits} digits at most, and is no name, telephone or document number of theirs. Make another user, such as family-0412, and give that one the role.");

    public static Problem RoleNeedsList(System.Collections.Generic.IReadOnlyList<Registers.Labels> lists) => new(7251,
        $"这个角色针对一个县的一种部门数据：请写明县的区划代码和数据种类（{string.Join("、", lists.Select(list => list.In("zh")))}）。",
        $"This role is given for one list of one county: give the county's code and the list ({string.Join(", ", lists.Select(list => list.In("en")))}).");

    public static Problem HouseholdOfRoleUnknown() => new(7252,
        "这个县没有这个户编号。请核对编号。",
        "No household of this county bears this number. Check the number.");

    public static Problem NotYourList(Registers.Labels list) => new(7253,
        $"“{list.In("zh")}”不是您负责提交的数据，所以没有收下这个文件。请交给负责的部门，或向管理员申请。",
        $"'{list.In("en")}' is not a list that you hand in, so this file was not taken. Give it to the department whose list it is, or ask your administrator.");

    public static Problem NotWhilePractising() => new(7279,
        "练习时不能紧急查阅：练习用的副本里也是真实的人。请先结束练习。",
        "Not while you practise: the people in the copy are real. End the practice first.");

    private static string Level(Users.GivenFor level, string language) => level switch
    {
        Users.GivenFor.County or Users.GivenFor.Household or Users.GivenFor.List => language == "zh" ? "县" : "county",
        Users.GivenFor.Township => language == "zh" ? "乡镇" : "township",
        _ => language == "zh" ? "村" : "village",
    };

    private static (string Zh, string En) Named(Users.Right right) => right switch
    {
        Users.Right.ReadHouseholds => ("查看各户登记内容", "see what is recorded of households"),
        Users.Right.WriteHouseholds => ("登记、更正各户内容", "enter or correct anything about households"),
        Users.Right.ProposeCorrections => ("提出更正", "propose a correction"),
        Users.Right.ConfirmCorrections => ("复核别人的更正", "look a second time at what somebody else corrected"),
        Users.Right.OpenInEmergency => ("应急查看一户", "open a household in an emergency"),
        Users.Right.WriteUsers => ("管理用户和角色", "look after users and their roles"),
        Users.Right.Verify => ("核查变更记录", "check the journal"),
        Users.Right.Erase => ("销毁个人信息", "destroy what is recorded of a person"),
        _ => ("备份和恢复登记库", "copy or restore the registry"),
    };
}
