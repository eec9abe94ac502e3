namespace Saxaul.Intake;

/// <summary>A finding as its sender is told of it: where it stands in which file, never what is written there.</summary>
/// <param name="Row">The row; null when the file as a whole is meant.</param>
/// <param name="ColumnLetter">The column; null when the row as a whole is meant.</param>
/// <param name="Kind">One of <see cref="FindingKind"/>.</param>
/// <param name="Field">The list's field that the cell fills, or null.</param>
public sealed record FindingInFile(string Sheet, int? Row, string? ColumnLetter, string Kind, string? Field)
{
    /// <summary>The cell as people name it, such as M12; null when the row as a whole is meant.</summary>
    public string? Cell => Row is { } row && ColumnLetter is { } letter ? $"{letter}{row}" : null;

    /// <summary>What is wrong.</summary>
    public Sentence Label => FindingKind.Labels.TryGetValue(Kind, out var label) ? new Sentence(label.Zh, label.En) : new Sentence(Kind, Kind);

    /// <summary>What its sender is asked to do.</summary>
    public Sentence ToDo => Kind switch
    {
        FindingKind.BadCheckDigit => new("请对照证件核对号码，改正后重新提交。", "Compare the number with the document, correct it and hand the file in again."),
        FindingKind.NumberLostPrecision => new("请先把单元格设为“文本”，再对照证件重新填写完整号码。", "Format the cell as text, then type the whole number again from the document."),
        FindingKind.MissingNumber => new("请补填证件号码；新生儿等确无证件的可以留空。", "Add the document number; leave the cell blank only where there is no document yet, as for a newborn."),
        FindingKind.SexDisagreesWithNumber => new("请对照证件核对性别和证件号码，改正错的一个。", "Compare sex and number with the document and correct the one that is wrong."),
        FindingKind.BirthDisagreesWithNumber => new("请对照证件核对出生日期和证件号码，改正错的一个。", "Compare birth date and number with the document and correct the one that is wrong."),
        FindingKind.ListedTwice => new("请核实此人属于哪一户，从另一户中删去。", "Find out to which household this person belongs and take them off the other one."),
        FindingKind.ListedElsewhere => new("请与另一个县核实此人属于哪一户。", "Find out with the other county to which household this person belongs."),
        FindingKind.UnresolvedPlace => new("请按区划名录填写村名；同一写法的其他行也一并改正。", "Write the village as the list of areas has it, also in the other rows that write it so."),
        FindingKind.UnreadableValue => new("请按本栏的填写要求重新填写。", "Fill the cell in again as its column asks."),
        FindingKind.UnverifiedNumber => new("请换成 18 位公民身份号码，或 20、22 位残疾人证号。", "Give the resident number of 18 digits or the disability certificate of 20 or 22."),
        FindingKind.ValuesDisagree => new("同一户只应有一个答案，请改成一致。", "One household has one answer: make its rows agree."),
        FindingKind.NoLongerListed => new("请核实此人是否仍是该户成员：是则补上，不是则注明去向。", "Find out whether this person still belongs to the household: if so, list them again; if not, say where they went."),
        FindingKind.MatchForReview => new("登记库中可能是此人的不止一个，请补全证件号码或户主、村名。", "The registry knows more than one who may be meant: complete the document number, or the head and the village."),
        FindingKind.MemberCountDisagrees => new("请核对家庭人口数与成员行数，改正错的一个。", "Compare the number of members with the rows and correct the one that is wrong."),
        FindingKind.ErasedNamedAgain => new("这里有人的内容已按本人请求清除。请核实列出的是不是同一人（户）：是的，请从表中删去。", "Content was erased here at somebody's request. Find out whether this is the same person or household: if so, take them off the list."),
        _ => new("请核对后改正。", "Check it and put it right."),
    };
}
