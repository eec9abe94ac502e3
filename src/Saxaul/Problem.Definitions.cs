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

    public static Problem NeverKeptNamed(string file, long line, Registers.NeverKeptWord word) => new(5004,
        $"定义文件“{file}”第 {line} 行写到“{word.Word}”，属于本系统不收集的内容（{word.Zh}）。请删去这一项；不要改用别的名称来收集。",
        $"The definition file '{file}' names '{word.Word}' at line {line}, which is kept of nobody ({word.En}). Remove it, and do not keep it under another name.");

    public static Problem NoPurpose(string file, long line, string field) => new(5005,
        $"定义文件“{file}”第 {line} 行：字段 {field} 记录的是个人或家庭情况，请用两种语言写明为什么收集（purpose）；说不出用途的不要收集。",
        $"The definition file '{file}', line {line}: field {field} says something about people. Write in both languages why it is kept (purpose); what has no purpose is not kept.");

    public static Problem NoRetention(string file, long line, string field) => new(5006,
        $"定义文件“{file}”第 {line} 行：字段 {field} 记录的是个人或家庭情况，请写明保存多久（keep），例如 keep: 5 years after it ends；到期后内容自动清除。",
        $"The definition file '{file}', line {line}: field {field} says something about people. Write how long it is kept (keep), for example keep: 5 years after it ends; then its content is erased.");

    public static Problem ClockOnAnswer(string file, long line, string zh, string en) => new(5007,
        $"定义文件“{file}”第 {line} 行：“{zh}”是本人的答复，不能规定时限。本人可以慢慢考虑，也可以不答复。请删去时限；办理时限只用于工作人员该做的事。",
        $"The definition file '{file}', line {line}: '{en}' is somebody's answer and takes no time limit. People may take their time, or not answer. Remove the limit; limits are for what officials have to do.");

    public static Problem AnswerRead(string file, long line, string zh, string en) => new(5008,
        $"定义文件“{file}”第 {line} 行：“{zh}”是本人的答复或希望使用的语言，规则、筛选、指标、分组和导出都不能读取。请改用其他事实；谢绝提供的帮助没有任何后果。",
        $"The definition file '{file}', line {line}: '{en}' is somebody's answer, or the language they wish for: no rule, filter, indicator, group or export reads it. Use another fact; declining an offer has no consequence.");

    public static Problem TargetOnAnswers(string file, long line, string zh, string en) => new(5009,
        $"定义文件“{file}”第 {line} 行：指标“{zh}”涉及本人是否接受提供的工作、培训或搬迁，不能设目标或排名。请删去目标和排名，或改为考核办公室自己该做的事。",
        $"The definition file '{file}', line {line}: the indicator '{en}' is about whether people accept work, training or moving house and takes neither target nor ranking. Remove them, or measure what the office itself has to do.");

    public static Problem PressesToAccept(string file, long line, string zh, string en) => new(5011,
        $"定义文件“{file}”第 {line} 行：“{zh}”是在统计、考核或限定本人接不接受工作、培训或搬迁，不登记。本人可以谢绝，没有任何后果。请删去这个字段，或改为登记办公室自己做了什么。",
        $"The definition file '{file}', line {line}: '{en}' counts, measures or limits whether people accept work, training or moving house, and is not kept. They may decline, with no consequence. Remove the field, or record what the office itself did.");

    public static Problem AnswerNotSaid(string file, long line, string zh, string en) => new(5012,
        $"定义文件“{file}”第 {line} 行：“{zh}”是本人对工作、培训或搬迁的意愿。请写明 about: answer，这样规则、筛选、指标和导出都不读取它。",
        $"The definition file '{file}', line {line}: '{en}' is what somebody wishes about work, training or moving house. Write about: answer, so that no rule, filter, indicator or export reads it.");

    public static Problem NoDefinitions(string folder) => new(5010,
        $"文件夹“{folder}”里没有定义文件。定义文件放在“项目名/registers”“项目名/lists”“项目名/indicators”“项目名/policies”或“项目名/roles”中，扩展名为 .yaml。",
        $"There are no definition files in the folder '{folder}'. They stand in PROGRAMME/registers, PROGRAMME/lists, PROGRAMME/indicators, PROGRAMME/policies or PROGRAMME/roles and end with .yaml.");

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
