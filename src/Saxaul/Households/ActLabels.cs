using System.Collections.Generic;
using Saxaul.Registers;

namespace Saxaul.Households;

/// <summary>The acts that a household's history can name, in words.</summary>
public static class ActLabels
{
    private static readonly Dictionary<string, Labels> Known = new()
    {
        ["import household"] = Words("导入名册", "Imported from a roster"),
        ["import list"] = Words("导入部门名单", "Imported from a department's list"),
        ["register household"] = Words("登记新户", "Household registered"),
        ["join household"] = Words("成员加入", "Member joined"),
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
        ["correct person"] = Words("更正个人信息", "Person corrected"),
        ["correct household"] = Words("更正户信息", "Household corrected"),
        ["correct entry"] = Words("更正台账", "Register corrected"),
        ["resolve listed twice"] = Words("一人两户已核实", "One person in two households: answered"),
        ["answer absence"] = Words("名册缺员已核实", "No longer listed: answered"),
    };

    public static Labels Of(string act) => Known.TryGetValue(act, out var labels) ? labels : Words(act, act);

    private static Labels Words(string zh, string en) => new() { ["zh"] = zh, ["en"] = en };
}
