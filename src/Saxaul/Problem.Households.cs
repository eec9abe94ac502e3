using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Intake;
using Saxaul.Registers;

namespace Saxaul;

/// <content>4000s: households and persons.</content>
public sealed partial record Problem
{
    public static Problem HouseholdNotFound() => new(4001,
        "没有这一户。请重新查找。",
        "There is no such household. Search for it again.") { Kind = ProblemKind.NotFound };

    public static Problem HouseholdYounger(DateOnly since) => new(4002,
        $"这一户从 {since:yyyy-MM-dd} 起才登记。请选择这一天或以后的日期。",
        $"The household is registered from {since:yyyy-MM-dd}. Choose that day or a later one.") { Kind = ProblemKind.NotFound };

    public static Problem HouseholdEnded(DateOnly end) => new(4003,
        $"这一户已于 {end:yyyy-MM-dd} 销户。如果销户有误，请先更正那一次登记；如果是新立的户，请登记新户。",
        $"The household ended on {end:yyyy-MM-dd}. If that is wrong, correct what ended it first; for a new household, register one.");

    public static Problem DayInFuture() => new(4004,
        "日期还没有到。请填写事情发生的那一天，可以补登过去的日期，不能登记将来的。",
        "The day has not come yet. Give the day on which it happened: it may be long past, but not in the future.");

    public static Problem NotAMember() => new(4005,
        "此人在这一天不是这一户的成员。请核对人员、户和日期。",
        "The person is no member of the household on that day. Check person, household and day.");

    public static Problem NotYetMember(DateOnly from) => new(4006,
        $"此人从 {from:yyyy-MM-dd} 起才是这一户的成员，不能在此之前离开或变更。请填写这一天或以后的日期；如果登记本身有误，就填这一天。",
        $"The person is a member of the household only from {from:yyyy-MM-dd} and cannot leave or change before. Give that day or a later one; if the entry itself was wrong, give that very day.");

    public static Problem AlreadyMember() => new(4007,
        "此人在这一天或以后已是这一户的成员，不能重复登记。",
        "The person is a member of this household on that day or later and cannot be entered twice.");

    public static Problem HeadAlready() => new(4008,
        "这一户已有户主。请先选定与现户主的关系，或用“更换户主”。",
        "The household has a head. Give the relation to that head, or name a new head instead.");

    public static Problem IsHeadAlready() => new(4009,
        "此人在这一天已是户主。",
        "The person is the head on that day already.");

    public static Problem PersonNotFound() => new(4010,
        "没有这个人，或此人不属于任何一户。请重新查找。",
        "There is no such person, or they belong to no household. Search again.");

    public static Problem NotAVillage() => new(4011,
        "该县没有这个村，或它已撤销。请从本县的村中选择；居住在县外的，请办理跨县迁移。",
        "The county has no such village, or it has ended. Choose a village of the county; who lives outside of it moves to another county.");

    public static Problem NumberTaken() => new(4012,
        "本县另一户已使用这个户编号。请核对编号，或先更正那一户。",
        "Another household of the county bears this household number. Check the number, or correct that household first.");

    public static Problem NotARelation() => new(4013,
        "不认识这种与户主关系。请从列表中选择，或选“其他”。",
        "That is no relation to the head that is known. Choose one from the list, or 'other'.");

    public static Problem ReasonMissing() => new(4014,
        "请写明原因：看到了什么、怎么知道的，或者是谁定的。",
        "Say why: what you have seen, how you know, or who decided it.");

    public static Problem NameUnreadable() => new(4015,
        "这里应填写姓名。还没有姓名的，请留空。",
        "A person's name is expected. Leave it empty while there is none yet.");

    public static Problem SexUnreadable() => new(4016,
        "性别请填“男”或“女”，不清楚的留空。",
        "Give the sex as male or female, or leave it empty when unknown.");

    public static Problem BornLater() => new(4017,
        "出生日期与办理日期不符：不能在出生之前成为成员，出生登记的日期就是出生日期。请核对。",
        "The birth date does not fit the day: nobody is a member before birth, and the day of a birth is the birth date. Check both.");

    public static Problem DocumentUnreadable(Remark why) => new(4018, why.Zh, why.En);

    public static Problem PersonHasDied() => new(4019,
        "此人已登记死亡。如果日期或死亡登记有误，请先更正死亡登记。",
        "The person is recorded as dead. If the day or the record is wrong, correct the death first.");

    public static Problem ListedTwiceFirst() => new(4020,
        "此人同时列在几户名下。请先核实“一人两户”。",
        "The person is listed in several households. Answer that finding first.");

    public static Problem NumberOfAnother() => new(4021,
        "这个证件号码属于本县另一个姓名不同的人，或在本次登记中填了两次。请对照证件核对；确是同一人的，请先查找此人再加入。",
        "The document number belongs to somebody of another name in this county, or was entered twice here. Compare it with the document; if it is the same person, search for them and let them join.");

    public static Problem HeadLeaves() => new(4022,
        "离开或去世的人不能成为户主。请选择留下的成员。",
        "Who leaves or died cannot be the head. Choose somebody who stays.");

    public static Problem NobodyIn() => new(4023,
        "一户至少要有一名成员。请先填写成员。",
        "A household has at least one member. Enter the members first.");

    public static Problem DeathBeforeBirth() => new(4024,
        "死亡日期早于出生日期。请核对两个日期。",
        "The day of death is before the birth date. Check both.");

    public static Problem NotRecordedDead() => new(4025,
        "此人没有死亡登记，无需更正。",
        "No death is recorded of this person, so there is nothing to correct.");

    public static Problem OneHeadNeeded() => new(4026,
        "分出的户要有且只有一名户主。请指定。",
        "The new household needs exactly one head. Say who it is.");

    public static Problem NobodyStays() => new(4027,
        "分户后原户没有成员。全家迁移请用“迁到别的村”或“迁到别的县”，只改户主请用“换户主”。",
        "Nobody would stay in the old household. To move all of it, move the household; to change its head, name a new head.");

    public static Problem CannotMerge() => new(4028,
        "只能合并同一个县的两户。外县的户请先迁入。",
        "Only two households of one county can merge. Let a household of another county move here first.");

    public static Problem PeriodNotOver() => new(4088,
        "这段时间还没有过完。合计请填到昨天为止的期间；新增的一笔，开始日期不能晚于今天。",
        "That period is not over yet. A total is of a period that ended before today; an addition begins today at the latest.");

    public static Problem ChangedSince() => new(4029,
        "这一天以后该户的成员或收支又有变动。请填写最后一次变动之后的日期，或先更正那次变动。",
        "Members came or went, or amounts were recorded, after that day. Give a day after the last change, or correct that change first.");

    public static Problem NoSuchEntry() => new(4030,
        "没有这条台账记录，或它已不再有效。请刷新后重新选择。",
        "There is no such entry, or it holds no longer. Reload and choose again.");

    public static Problem ThereAlready() => new(4031,
        "该户这一天已登记在这个村或这个县，无需迁移。",
        "The household is registered in that village or county on that day already; there is nothing to move.");

    public static Problem ValueUnreadable(Labels field) => new(4032,
        $"“{field.In("zh")}”填写的内容看不懂。请按提示重新填写，不清楚的留空。",
        $"What was written for '{field.In("en")}' cannot be understood. Write it as asked, or leave it empty when unknown.");

    public static Problem NoSuchField(string field) => new(4033,
        $"没有可以这样更正的字段“{field}”。请从表单中选择。",
        $"There is no field '{field}' to correct in this way. Choose one from the form.");

    public static Problem EntryThereAlready() => new(4034,
        "同一项目、来源和期间的记录已经有了。请更正那一条。",
        "There is an entry of the same item, source and period. Correct that one.");

    public static Problem NotListedTwice() => new(4035,
        "此人在这一天只属于一户，没有需要核实的重复登记。",
        "The person belongs to one household only on that day; there is nothing to answer.");

    public static Problem NotAsked() => new(4036,
        "没有关于此人“名册中不再列出”的待核实事项，可能已经有人处理。",
        "Nothing is asked about this person being no longer listed; somebody may have answered already.");

    public static Problem DayMissing() => new(4037,
        "请填写离开或去世的日期。",
        "Give the day on which the person left or died.");

    public static Problem NumberInSeveralCounties(IReadOnlyList<string> codes) => new(4038,
        $"几个县都有这个户编号（县代码 {string.Join("、", codes)}）。请加上县代码（命令行：--area），或先打开那个县的页面。",
        $"Several counties know this household number (counties {string.Join(", ", codes)}). Say which county is meant (on the command line: --area with its code), or open that county's page first.");

    public static Problem NumberOfSeveral() => new(4039,
        "这个编号先后属于同一县已销的几户。请打开要找的那一户的页面，改用网址末尾的 32 位标识。",
        "Several households of one county, all ended, bore this number. Open the page of the one you mean and give the 32 digits at the end of its address instead.");

    public static Problem HouseholdChangedMeanwhile() => new(4050,
        "您打开表单以后，这一户又有新的登记。请看下面列出的变动，核对后再提交一次。您填的内容都还在。",
        "Something was entered of this household since you opened the form. Look at what changed below, check and send it again. What you typed is still there.");

    public static Problem PartUnreadable() => new(4051,
        "带走的金额要大于 0、小于这一笔的金额；全部带走请选“全部”。请重新填写。",
        "The amount that goes along is more than zero and less than the entry's; when all of it goes, choose 'all'. Write it again.");

    public static Problem NothingToUndo() => new(4052,
        "没有可以撤销的登记，或它不是手工登记的。请刷新后核对变更记录。",
        "There is nothing to undo, or it was not entered by hand. Reload and compare the history.");

    public static Problem UndoneAlready() => new(4053,
        "这次登记已经撤销过了。请看变更记录；要再登记，请重新填写。",
        "This was undone already. The history shows it; to have it again, enter it anew.");

    public static Problem ChangedSinceAct() => new(4054,
        "这次登记以后，同样的内容又有变动，不能直接撤销，以免覆盖。请先撤销后来的变动，或用“更正”改成对的。",
        "What this act entered was changed again since, and undoing it would overwrite that. Undo the later change first, or correct what is wrong.");

    public static Problem AwayAlready(DateOnly until) => new(4055,
        $"此人已登记在外到 {until:yyyy-MM-dd}。请填写这一天或以后的日期。",
        $"The person is recorded as away until {until:yyyy-MM-dd}. Give that day or a later one.");

    public static Problem NotAway() => new(4056,
        "此人在这一天没有登记在外，不用登记返回。",
        "The person is not recorded as away on that day, so there is no return to record.");

    public static Problem AmountUnreadable() => new(4057,
        "金额看不懂。请只填数字，单位是元，最多两位小数，例如 9000。",
        "The amount cannot be understood. Write a number of yuan, with two decimals at most, for example 9000.");

    public static Problem NobodyChosen() => new(4058,
        "请选择是哪一个人。",
        "Choose who it is.");

    public static Problem DayNeeded() => new(4059,
        "请填写日期。",
        "Give the day.");

    public static Problem EvidenceNeeded(IReadOnlyList<Labels> rules) => new(4060,
        $"这样会消除预警（{string.Join("、", rules.Select(rule => rule.In("zh")))}），所以要写明看到了什么，由另一人确认后才生效。请填写依据，可以附照片或 PDF；附了文件的请重新选择。",
        $"This would make a warning go ({string.Join(", ", rules.Select(rule => rule.In("en")))}), so it takes effect only when a second person confirms it. Say what was seen; a photo or PDF may go with it. A file that you chose has to be chosen again.") { Asks = ProblemAsks.Evidence };

    /// <param name="n">How many households would lose a warning.</param>
    public static Problem EvidenceNeededOfMany(int n, IReadOnlyList<Labels> rules) => new(4141,
        $"这样会消除 {n} 户的预警（{string.Join("、", rules.Select(rule => rule.In("zh")))}），所以要写明看到了什么，由另一人确认后才生效。请填写依据；要附照片或 PDF 的，请逐户更正。",
        $"This would make a warning of {n} {(n == 1 ? "household" : "households")} go ({string.Join(", ", rules.Select(rule => rule.In("en")))}), so it takes effect only when a second person confirms it. Say what was seen; where a photo or PDF is to go with it, correct that household by itself.") { Asks = ProblemAsks.Evidence };

    public static Problem CorrectionNotWaiting() => new(4061,
        "这项更正已经有人确认、退回或撤回了。请刷新页面。",
        "This correction was confirmed, declined or withdrawn already. Reload the page.");

    public static Problem SecondPersonNeeded() => new(4062,
        "这项更正是您提出的，要由另一个人核对依据后确认。您可以撤回。",
        "You proposed this correction; somebody else has to look at the evidence and confirm it. You may withdraw it.");

    public static Problem OutOfRange(FieldDefinition field) => new(4063,
        $"“{field.Labels.In("zh")}”{Bounds(field, "zh")}。请核对后重新填写，不清楚的留空。",
        $"'{field.Labels.In("en")}' {Bounds(field, "en")}. Check it and write it again, or leave it empty when unknown.");

    public static Problem PhoneUnreadable() => new(4064,
        "这不像电话号码。请填 7 到 13 位数字，可以带区号和短横线；没有就留空。",
        "That is no telephone number. Write 7 to 13 digits, with the area code and dashes if you like, or leave it empty.");

    public static Problem TooOld() => new(4065,
        "按这个出生日期已超过 130 岁。请对照证件核对。",
        "With this birth date the person would be over 130. Compare it with the document.");

    public static Problem EvidenceUnreadable() => new(4066,
        "附件只能是完整的 JPEG、PNG 照片或 PDF，这个文件读不出来。请换一个文件（或把它拍成照片），或只写文字。",
        "The file must be a whole JPEG or PNG picture or a PDF, and this one cannot be read. Choose another one (or take a photo of it), or describe what was seen in words only.") { Asks = ProblemAsks.Evidence };

    public static Problem CorrectionNotFound() => new(4067,
        "没有这项更正。请刷新后重新查找。",
        "There is no such correction. Reload and look for it again.") { Kind = ProblemKind.NotFound };

    public static Problem NotOneCounty() => new(4068,
        "批量更正一次只能在一个县内进行，也不能一户都没有。请打开某个县、乡或村的名单。",
        "Many are corrected within one county at a time, and at least one household. Open the list of a county, a township or a village.");

    public static Problem TooManyAtOnce(int most) => new(4069,
        $"一次最多更正 {most} 户，以便逐户看过。请分几次办理。",
        $"At most {most} households are corrected at once, so that each can be looked at. Do it in several goes.");

    public static Problem SameAlready() => new(4070,
        "已经是这个内容，不用改。",
        "It says so already; there is nothing to change.");

    public static Problem SecondLookNeeded() => new(4071,
        "这件事是您登记的，随之消除的预警要由另一个人看过依据。登记有误的，您可以撤销这次登记。",
        "You entered this event; somebody else has to look at what it rests on, since a warning went with it. If it was entered wrongly, undo it.");

    public static Problem AmountsOfThatDay(DateOnly on) => new(4072,
        $"您改了日期，{on:yyyy-MM-dd} 的金额和表单上的不同。表单已换成那一天的金额，请重新选择哪些带走。",
        $"You changed the day, and on {on:yyyy-MM-dd} the amounts were others. The form shows those of that day now: say again which of them go along.");

    public static Problem ManyChangedMeanwhile() => new(4073,
        "您看过以后，名单或其中的户又有变动，所以还没有改任何内容。下面是现在的情况，请再看一遍，然后按此更正。",
        "The list, or a household in it, changed since you looked, so nothing has been changed yet. Below is how it stands now: look again, then correct them.");

    public static Problem NameNeeded() => new(4074,
        "姓名不能改成空的。请填写正确的姓名；不知道的，不用改。",
        "A name cannot be made empty. Write the right name, or leave it as it is when you do not know.");

    public static Problem NameTooLong(int most) => new(4075,
        $"姓名最多 {most} 个字。请核对是不是粘贴了别的内容。",
        $"A name has at most {most} characters. Check whether something else was pasted here.");

    public static Problem NameUnwritable() => new(4076,
        "姓名里有看不见的字符或表情符号，多半是从别处复制带来的。请用键盘重新输入姓名。",
        "The name has invisible characters or emoji in it, which came along with something that was copied. Type the name again by hand.");

    public static Problem NotABirth(int years) => new(4077,
        $"出生日期在 {years} 年以前。请核对日期；成年人来到这一户，或以前漏登的，请用“娶入、迁入”。",
        $"That day of birth is more than {years} years ago. Check it; for a grown-up who came, or whom a list left out, use 'Married in, came'.");

    public static Problem BirthEmpty() => new(4078,
        "表单还是空的。孩子还没起名没关系，请至少填写性别或与户主的关系。",
        "Nothing is filled in. A child may have no name yet, but give the sex or the relation to the head.");

    public static Problem ValidNumberStays() => new(4079,
        "现在登记的证件号码校验无误，不能换成校验不通过的号码。请对照证件重新填写。",
        "The number that is recorded is whole and passes its check; it cannot be replaced by one that does not. Compare with the document and write it again.");

    public static Problem PeriodEndsFirst() => new(4080,
        "期间的止日早于起日。请核对两个日期。",
        "The period ends before it begins. Check both days.");

    public static Problem DiedBeforeListed(DateOnly since) => new(4081,
        $"此人从 {since:yyyy-MM-dd} 起才登记为这一户的成员，去世日期比这还早。请核对日期；确是名册登记以前就去世的，请勾选下面一项，此人将不再算作成员过。",
        $"The person is recorded as a member only from {since:yyyy-MM-dd}, and the day of death is before that. Check the day; if they had died before a list named them, tick the box below, and they will never have counted.") { Asks = ProblemAsks.DeathBeforeListed };

    public static Problem SameHousehold() => new(4082,
        "填的就是这一户自己。请填写要并进来的另一户的户编号。",
        "That is this very household. Give the number of the other one, which joins it.");

    public static Problem ArrivalUnnamed() => new(4083,
        "请填写来的人的姓名。",
        "Give the name of whoever came.");

    public static Problem WhyNotNeeded() => new(4084,
        "请写明为什么不需要处理，别人才看得懂。",
        "Say why nothing is needed, so that others understand.");

    public static Problem RelationsAsked() => new(4085,
        "还没有登记。请看下面是不是要并进来的人，选好每个人与户主的关系，再登记一次。",
        "Nothing is recorded yet. Check that these are the people who join, say what each of them is to the head, and record it.");

    public static Problem RelationsToNewHead() => new(4089,
        "还没有登记。请选好留下的每个人与新户主的关系，再登记一次；不清楚的可以不选。",
        "Nothing is recorded yet. Say what each of those who stay is to the new head, and record it; what you do not know may be left open.");

    public static Problem ReasonBearsNumber() => new(4090,
        "原因里有证件号码、电话或银行账号。很多人看得到原因，请改用“证件号码写错了一位”这样的说法，号码填在它自己的格子里。",
        "The reason holds a document, telephone or account number. Many read reasons: say it in words, such as 'one digit was wrong', and write the number in its own field.");

    public static Problem VillageNotChosen() => new(4091,
        "请选择是哪个村。",
        "Choose the village.");

    public static Problem NewHeadNeeded() => new(4086,
        "离开或去世的是户主，还有人留在这一户。请在同一张表上选定新户主。",
        "It is the head who leaves or died, and others stay. Say in the same form who is the head from then on.");

    public static Problem LastMemberReason() => new(4087,
        "这是这一户最后一名成员，登记后这一户就注销。请写明原因，例如“去世后无人居住”。",
        "This is the household's last member: with it the household ends. Say why in the remark, for example 'nobody lives there since'.");

    private static string Bounds(FieldDefinition field, string language) => (field.Min, field.Max) switch
    {
        ({ } min, { } max) => language == "zh" ? $"应在 {min} 和 {max} 之间" : $"lies between {min} and {max}",
        ({ } min, _) => language == "zh" ? $"不能小于 {min}" : $"cannot be below {min}",
        (_, var max) => language == "zh" ? $"不能大于 {max}" : $"cannot be above {max}",
    };

    public static Problem NoSuchMember(int members) => new(4040,
        members == 0 ? "这一户现在没有成员。请去掉 --member，或核对是哪一户。" : $"这一户现有 {members} 名成员，请填写 1 到 {members}，按户卡上的顺序。",
        members == 0 ? "The household has no members now. Leave --member out, or check which household it is." : $"The household has {members} {(members == 1 ? "member" : "members")} now: give a number from 1 to {members}, in the order of its card.");

    public static Problem ErasedQuestionOpen() => new(4140,
        "名册列出的一个人可能是这户已按请求清除的成员，还没有人答复。请先在“数据问题”里答复，再办理合户或迁县。",
        "A list names somebody who may be a member of this household who was erased at their request, and nobody has answered yet. Answer that question, under data questions, before the household is merged or moves to another county.");

    public static Problem NotOneVillage() => new(4120,
        "村册和整村户卡按村打印。请先打开一个村的页面。",
        "The book and the cards of a village are printed village by village. Open a village's page first.");

    public static Problem NothingToPrint() => new(4121,
        "这里没有要打印的户。请换一个村、自然村或日期。",
        "There is no household to print here. Choose another village, natural village or day.");
}
