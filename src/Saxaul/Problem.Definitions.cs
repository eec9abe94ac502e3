namespace Saxaul;

/// <content>5000s: registers and policies.</content>
public sealed partial record Problem
{
    public static Problem BadDefinition(string file, long line, string zh, string en) => new(5001,
        $"定义文件“{file}”第 {line} 行有误：{zh}",
        $"The definition file '{file}' is wrong at line {line}: {en}");

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
