namespace Saxaul;

/// <content>5000s: registers and policies.</content>
public sealed partial record Problem
{
    public static Problem BadDefinition(string file, long line, string zh, string en) => new(5001,
        $"定义文件“{file}”第 {line} 行有误：{zh}",
        $"The definition file '{file}' is wrong at line {line}: {en}");

    public static Problem FieldTypeChanged(string register, string field) => new(5002,
        $"台账“{register}”的字段“{field}”换了类型，已登记的内容会读不出来。请恢复原类型，另立一个新名称的字段。",
        $"The field '{field}' of register '{register}' changed its type, so that what was entered could not be read. Give it its type back and make a field with a new name.");

    public static Problem EntriesPerOwnerChanged(string register) => new(5003,
        $"台账“{register}”的 many 改了（一户或一人可否有多条），已登记的内容会读不出来。请改回原来的写法，另立一个新名称的台账。",
        $"Register '{register}' changed its 'many' (whether an owner can have several entries), so that what was entered could not be read. Change it back and make a register with a new name.");

    public static Problem FactImpossible(string register, string fact, string zh, string en) => new(5101,
        $"台账“{register}”的事实“{fact}”不能用：{zh}",
        $"The fact '{fact}' of register '{register}' cannot be: {en}");

    public static Problem NoSuchPolicy(string policy) => new(5102,
        $"没有名为“{policy}”的政策。请检查名称；政策放在 programmes/项目/policies/名称 文件夹中。",
        $"There is no policy '{policy}'. Check the name; a policy lives in a folder programmes/PROGRAMME/policies/NAME.");

    public static Problem PolicyWrong(string file, string zh, string en) => new(5103,
        $"政策文件“{file}”有误：{zh}",
        $"The policy file '{file}' is wrong: {en}");
}
