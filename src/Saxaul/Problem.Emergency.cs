using System;
using Saxaul.Journal;

namespace Saxaul;

/// <content>7270s, and 7426: opening a household in an emergency.</content>
public sealed partial record Problem
{
    public static Problem EmergencyNeedsHousehold() => new(7270,
        "请选好县，并填写完整的户编号。",
        "Choose the county and type the household's whole number.");

    public static Problem EmergencyNeedsReason() => new(7276,
        "理由这一户和上级都会看到，请用几个字写明出了什么事。还没有查找，也没有计数。",
        "The household and the level above read the reason: say in a few words what has happened. Nothing was looked up or counted yet.");

    public static Problem TooManyEmergencies(int most) => new(7271,
        $"应急查看一天最多 {most} 次，今天已经用完。请联系这一户所在的村或上级办理。",
        $"Only {most} households can be opened in an emergency on a day, and today's are used up. Ask the household's own village or an office above.") { Kind = ProblemKind.TooMany };

    public static Problem AlreadyInReach() => new(7272,
        "这一户本来就在您负责的范围内，直接搜索打开即可，不用应急查看。",
        "This household is within your reach anyway: search for it and open it as usual.");

    /// <param name="until">Until when they have it open.</param>
    public static Problem OpenAlready(DateTimeOffset until) => new(7426,
        $"这一户您已经应急打开，可以看到 {until.ToOffset(Instant.Shanghai):yyyy-MM-dd HH:mm}。请从下面“您现在打开着的户”里进入，不用再打开一次。",
        $"You have this household open in an emergency already, until {until.ToOffset(Instant.Shanghai):yyyy-MM-dd HH:mm}: go to it from the households you have open now.");

    public static Problem EmergencyUnknown() => new(7273,
        "这个县没有这个户编号。这次尝试和理由已经记下，上级会看到。请核对编号。",
        "No household of this county bears this number. The attempt and its reason were kept, and the level above sees them. Check the number.");

    public static Problem EmergencyGone() => new(7274,
        "这一次应急查看已经有人看过，或者不存在。请刷新页面。",
        "Somebody has looked at this emergency already, or it is not there. Reload the page.");

    public static Problem SecondPersonForEmergency() => new(7275,
        "应急查看要由另一个人看过，不能由打开的人自己确认。",
        "Somebody else than who opened it has to look at it.") { Kind = ProblemKind.NotAllowed };
}
