namespace Saxaul;

/// <content>7280 to 7329, and 7421, 7425, 7427, 7430, 7432: what is covered, exports, requests, and whether data may be compared.</content>
public sealed partial record Problem
{
    public static Problem ErasureNotChecked() => new(7295,
        "还没有勾选“我已核对申请人的身份和申请内容”，所以什么也没有清除。请核对后勾选，再提交。",
        "The box \"I have checked who asks and what for\" is not ticked, so nothing was erased. Check it, tick the box and send the form again.");

    public static Problem PurposeNeeded(int longest) => new(7280,
        $"还没有显示。请选择为了什么要看；选“其他”的请写明（最多 {longest} 个字）。",
        $"Choose what it is for, and say it in words (at most {longest} characters) where it is something else: nothing was shown yet.");

    public static Problem CoveredBeforeCorrecting() => new(7425,
        "现在登记的内容遮盖着。先看到它，再更正。",
        "What is recorded now is covered. Ask to see it before you put it right.");

    public static Problem NumberInWords() => new(7427,
        "这里不写证件、账户或电话号码，别人看得到。请删去号码；号码填在它自己的栏目里。",
        "No number of a document, account or telephone is written here, for others read it. Take it out; numbers have fields of their own.");

    public static Problem PurposeBearsNumber() => new(7421,
        "用途里有证件号码、电话或银行账号。看得到这一户的人也看得到用途，所以还没有显示。请只写为了什么，例如“核对报销”，不写号码。",
        "What it is for holds a document, telephone or account number. Whoever sees the household sees this too, so nothing was shown yet. Say in words what it is for, such as 'checking a bill', without the number.");

    /// <param name="taken">Households taken out today.</param>
    /// <param name="most">As many as may be.</param>
    /// <param name="above">Whose office may take out more; null for nobody's.</param>
    public static Problem TooManyExported(long taken, int asked, int most, Areas.AreaLevel? above) => new(7281,
        $"您今天已经导出或打印了 {taken} 户，这一份有 {asked} 户，一天最多 {most} 户，所以没有导出。请明天再办{(above switch { null => "", Areas.AreaLevel.County => "，或请县里的办公室办理", _ => "，或请地区的办公室办理" })}。",
        $"You have taken out {taken} households today and this has {asked} more; at most {most} may be taken out in a day, so nothing was. Do it tomorrow{(above switch { null => "", Areas.AreaLevel.County => ", or ask the county's office", _ => ", or ask the prefecture's office" })}.") { Kind = ProblemKind.TooMany };

    public static Problem ExportPurposeUnknown(System.Collections.Generic.IReadOnlyList<string> purposes) => new(7282,
        $"没有这种用途。可以写：{string.Join("、", purposes)}。",
        $"There is no such purpose. It can be: {string.Join(", ", purposes)}.");

    public static Problem RequestUnreadable(int longest) => new(7283,
        $"写得太长，最多 {longest} 个字，所以没有登记。请写短一些，材料另外保存。",
        $"It is too long: at most {longest} characters, and nothing was recorded. Say it shorter, and keep papers apart.");

    public static Problem RequestMissing() => new(7432,
        "还没有写要求什么，所以没有登记。请用一两句话写明。",
        "What is asked is still missing, so nothing was recorded. Say it in a sentence or two.");

    public static Problem NoSuchRequest() => new(7284,
        "没有这项申请。请从户的页面或申请列表重新进入。",
        "There is no such request. Open it from the household's page or from the list of requests.") { Kind = ProblemKind.NotFound };

    public static Problem RequestAnswered() => new(7285,
        "这项申请已经答复。本人不接受的，可以重新登记一项申请。",
        "This request was answered already. If the answer is not accepted, record a new request.");

    public static Problem AnswerNeedsWords(int longest) => new(7286,
        $"请选择结果，并用平常的话写明做了什么、为什么（最多 {longest} 个字）。",
        $"Choose what became of it and say in plain words what was done and why (at most {longest} characters).");

    public static Problem LateNeedsReason(System.DateOnly due) => new(7287,
        $"应在 {due:yyyy-MM-dd} 以前答复，请写明为什么晚了。",
        $"The answer was due on {due:yyyy-MM-dd}: say why it comes late.");

    public static Problem DeletionIsCarriedOut() => new(7288,
        "删除申请要由有清除权限的另一人办理清除，才算办结；不能删除的，请写明原因予以拒绝。",
        "A request for deletion is done when somebody else who may erase has erased it. What cannot be deleted is refused, with the reason.");

    public static Problem NoDeletion() => new(7289,
        "这不是删除申请，不能据此清除。",
        "This is no request for deletion: nothing is erased by it.");

    public static Problem SecondPersonDeletes() => new(7290,
        "登记申请的人不能自己办理清除。请另一位有清除权限的同志办理。",
        "Who wrote a request down does not erase by it. Ask a colleague who may erase.") { Kind = ProblemKind.NotAllowed };

    public static Problem NoAccessRequest() => new(7291,
        "只有对等待答复的查阅申请，由答复的人打印全部登记内容。请先登记一项查阅申请。",
        "Everything that is kept is printed only for a request to see it that waits for its answer, by whoever answers. Record such a request first.");

    public static Problem StatedLater(System.DateOnly day) => new(7292,
        $"这一户在 {day:yyyy-MM-dd} 已有更晚的书面意见，以后签的为准。请核对纸上的日期。",
        $"The household signed something later, on {day:yyyy-MM-dd}, and what was signed last holds. Check the day on the paper.");

    public static Problem ErasureNamesThem() => new(7380,
        "依据、理由和答复会一直保存，不能写被清除的人的姓名、证件号码、电话或户编号。请改用文号、日期，例如“2026-03-02 来信第 17 号”。",
        "The law, the reason and the answer are kept: they cannot hold the name or a number of whom is erased. Write the letter's number or day instead, such as “letter 17 of 2026-03-02”.");

    public static Problem NotToBeCompared() => new(7293,
        "这一户已经撤回与部门数据比对的同意，名单上的这一行不能记到它名下。请选别的户，或选“都不是”。",
        "This household does not want its data compared with departments' lists, so this row cannot be recorded for it. Choose another household, or nobody.");

    public static Problem HouseholdErased(System.DateOnly on) => new(7430,
        $"这一户登记的内容已于 {on:yyyy-MM-dd} 按申请或依法清除，不能再录入、更正或撤销。如果这家人又要登记，请重新立户。",
        $"What was kept of this household was erased on {on:yyyy-MM-dd}, on request or as the law asks: nothing is entered, corrected or undone for it any more. If the family is to be registered again, register it anew.");

    public static Problem MemberErased(System.DateOnly on) => new(7294,
        $"这个人的登记内容已于 {on:yyyy-MM-dd} 按请求或依法清除，不能再录入或更正，只计入人口数。人已去世或离开的，请在“有人离开”里登记；本人要求重新登记的，请按新成员登记。",
        $"What was kept of this person was erased on {on:yyyy-MM-dd}, on request or as the law asks: nothing is entered or corrected for them any more; they are only counted. Where they died or left, record a departure; where they want to be registered again, enter them as a new member.");
}
