using System.Collections.Generic;

namespace Saxaul.Intake;

/// <summary>The words by which the columns of one field are headed.</summary>
/// <param name="Field">The field's own name.</param>
/// <param name="Words">Headings that mean it, such as 证件号码, 身份证号. A group and its heading may be written together: 户主姓名 also finds 姓名 under 户主.</param>
/// <param name="Necessary">A list without this column is not a list of its kind.</param>
/// <param name="Groups">Where given, the words count only under a group heading that contains one of these: 医疗 means a cost only under 支出.</param>
/// <param name="NotUnder">Under a group heading that contains one of these the words mean something else: 姓名 under 帮扶责任人 is no member's name.</param>
/// <param name="Ignored">Known and of no use: any number of columns may be it.</param>
public sealed record FieldWords(
    string Field, IReadOnlyList<string> Words, bool Necessary = false, IReadOnlyList<string>? Groups = null, IReadOnlyList<string>? NotUnder = null, bool Ignored = false);
