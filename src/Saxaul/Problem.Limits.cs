namespace Saxaul;

/// <content>7400 to 7419: how much of something somebody may do in a day, and what takes a second person.</content>
public sealed partial record Problem
{
    public static Problem TooManyNumbers(int most) => new(7400,
        $"您今天按号码后四位、不在册的号码查找，或在表格上填了号码没有登记成，已有 {most} 次，今天不能再按号码查找或登记。请按姓名、户编号或村名查找；确需核对号码的，请上一级办公室办理。",
        $"You have tried {most} numbers today: last four digits, numbers that nobody bears, and forms with a number that were not entered. Nothing more is looked up by number today. Search by name, household number or village; where a number has to be checked, ask the office above.") { Kind = ProblemKind.TooMany };

    public static Problem NumbersNeedPurpose(int tried) => new(7401,
        $"您今天按号码后四位、不在册的号码查找，或在表格上填了号码没有登记成，已有 {tried} 次。请先选择为了什么，再继续；上一级办公室看得到。",
        $"You have tried {tried} numbers today: last four digits, numbers that nobody bears, and forms with a number that were not entered. Say what it is for before you go on; the office above sees it.") { Asks = ProblemAsks.Purpose };

    public static Problem TooManyNumbersInList(int most) => new(7404,
        $"连同这份名单，您今天有超过 {most} 个证件号码与登记的人对不上，今天不能再比对名册和部门名单。请先对照证件核对号码，明天再提交，或请上一级办公室办理。",
        $"With this list more than {most} of your document numbers today disagree with who is registered: no roster and no department's list of people is compared until tomorrow. Check the numbers with the documents and hand it in tomorrow, or ask the office above.") { Kind = ProblemKind.TooMany };

    public static Problem SecondPersonPrints() => new(7402,
        "登记查阅申请的人不能自己打印全部登记内容。请另一位可以答复的同志打印。",
        "Who wrote a request down does not print everything by it. Ask a colleague who may answer it.") { Kind = ProblemKind.NotAllowed };

    public static Problem SecondPersonAnswers() => new(7403,
        "查阅和删除的申请由登记人以外的同志答复。请另一位可以答复的同志办理。",
        "Requests to see or to delete are answered by somebody else than who wrote them down. Ask a colleague who may answer.") { Kind = ProblemKind.NotAllowed };
}
