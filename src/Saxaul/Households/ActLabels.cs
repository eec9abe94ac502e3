using System.Collections.Generic;
using Saxaul.Registers;

namespace Saxaul.Households;

/// <summary>The acts that a household's history can name, in words.</summary>
public static class ActLabels
{
    /// <summary>How joining another household stands in the history of the one that somebody left for it.</summary>
    internal const string LeftForAnother = "leave for another household";

    private static readonly Dictionary<string, Labels> Known = new()
    {
        ["import household"] = Words("导入名册", "Imported from a roster"),
        ["import list"] = Words("导入部门名单", "Imported from a department's list"),
        ["register household"] = Words("登记新户", "Household registered"),
        ["join household"] = Words("成员加入", "Member joined"),
        [LeftForAnother] = Words("成员离开，到了另一户", "Member left for another household"),
        ["leave household"] = Words("成员离开", "Member left"),
        ["record birth"] = Words("出生登记", "Birth"),
        ["give document"] = Words("补登证件", "Document given"),
        ["record death"] = Words("死亡登记", "Death"),
        ["correct death"] = Words("更正死亡登记", "Death corrected"),
        ["split household"] = Words("分户", "Household split"),
        ["merge households"] = Words("并户", "Households merged"),
        ["name head"] = Words("更换户主", "New head"),
        ["move household"] = Words("县内迁移", "Moved within the county"),
        ["move to county"] = Words("跨县迁移", "Moved to another county"),
        ["set living village"] = Words("登记实际居住村", "Living village set"),
        ["set away"] = Words("登记在外或返回", "Away from home, or back"),
        ["undo act"] = Words("撤销登记", "Undone"),
        ["propose correction"] = Words("提出更正，等待另一人确认", "Correction proposed, waits for a second person"),
        ["ask second look"] = Words("预警随之消除，等待另一人看过", "A warning went with it, waits for a second person"),
        ["confirm correction"] = Words("另一人已确认", "Confirmed by a second person"),
        ["decline correction"] = Words("另一人退回，或已撤回", "Sent back by a second person, or withdrawn"),
        ["correct person"] = Words("更正个人信息", "Person corrected"),
        ["correct household"] = Words("更正户信息", "Household corrected"),
        ["correct entry"] = Words("更正台账", "Register corrected"),
        ["ask listed twice"] = Words("同一证件号码又有人登记，待核实", "The same document number was entered again: to be answered"),
        ["resolve listed twice"] = Words("一人两户已核实", "One person in two households: answered"),
        ["release household"] = Words("村名已定，放行", "Village answered: released"),
        ["answer match"] = Words("部门名单已核对", "Department's row matched"),
        ["remember match"] = Words("记住核对结果", "Match remembered"),
        ["ask who is meant"] = Words("部门名单待核对", "Department's row waits for a match"),
        ["keep as recorded"] = Words("已看过，维持登记内容", "Looked at: what is recorded stays"),
        ["undo import"] = Words("撤销导入", "Import undone"),
        ["restore"] = Words("恢复撤销前的内容", "Restored by undoing"),
        ["erase person"] = Words("清除个人内容", "Person's content erased"),
        ["carry out retention"] = Words("保存期限已到，内容清除", "Its time was over: content erased"),
        ["mend look-up hashes"] = Words("查找码已重做", "Look-up hashes made anew"),
        ["erase household"] = Words("清除户内容", "Household's content erased"),
        ["answer place"] = Words("答复村名", "Place answered"),
        ["enter request"] = Words("收到查阅、更正、删除或反对的申请", "Request to see, correct, delete or object"),
        ["allow comparison"] = Words("同意与部门数据比对", "Allowed comparing with departments' data"),
        ["withdraw comparison"] = Words("撤回与部门数据比对的同意", "Withdrew from comparing with departments' data"),
        ["answer request"] = Words("答复申请", "Request answered"),
        ["answer warning"] = Words("看过预警", "Warning looked at"),
        ["screen"] = Words("筛查", "Screened"),
        ["open in emergency"] = Words("应急查看", "Opened in an emergency"),
        ["see emergency"] = Words("应急查看已有人看过", "Emergency looked at"),
        ["answer absence"] = Words("名册缺员已核实", "No longer listed: answered"),
    };

    public static Labels Of(string act) => Known.TryGetValue(act, out var labels) ? labels : Words(act, act);

    private static Labels Words(string zh, string en) => new() { ["zh"] = zh, ["en"] = en };
}
