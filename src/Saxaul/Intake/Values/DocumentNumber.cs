using System;
using System.Text.RegularExpressions;

namespace Saxaul.Intake;

/// <summary>What kind of document a number belongs to.</summary>
public enum DocumentKind : byte
{
    None,

    /// <summary>A citizen's identification number of 18 digits, GB 11643-1999.</summary>
    Resident,

    /// <summary>A citizen's number of 15 digits, GB 11643-1989, out of use since 2013: it has no check digit.</summary>
    ResidentOld,

    /// <summary>A disability certificate: the resident number, a digit for the category, one for the grade; B and a digit for a reissue.</summary>
    DisabilityCertificate,

    /// <summary>Something else: a passport, a permit, a number of another length.</summary>
    Other,
}

/// <summary>What can be said of a document number.</summary>
public enum DocumentState : byte
{
    Missing,

    /// <summary>Whole: its check digit and birth date are right.</summary>
    Valid,

    BadCheckDigit,

    /// <summary>The check digit fits, but the birth date in it does not exist.</summary>
    BadBirthDate,

    /// <summary>A spreadsheet kept it as a number, and so only its first 15 digits.</summary>
    LostPrecision,

    /// <summary>Nothing to check it by.</summary>
    Unverified,
}

/// <summary>A document number as it was understood.</summary>
/// <param name="Kind">The document.</param>
/// <param name="State">What can be said of the number.</param>
/// <param name="Number">The number with spaces, width and case put right; what was written of it when digits are lost; null when missing.</param>
/// <param name="Resident">The resident number in it, only when that is valid.</param>
/// <param name="Category">Of a disability certificate: 1 sight, 2 hearing, 3 speech, 4 limbs, 5 intellect, 6 mind, 7 several; else 0. GB/T 26341-2010.</param>
/// <param name="Grade">Of a disability certificate: 1 (most severe) to 4; else 0.</param>
/// <param name="Remark">Why it is not valid, or null.</param>
/// <param name="Differs">The written text is not what is kept.</param>
public readonly partial record struct DocumentNumber(
    DocumentKind Kind, DocumentState State, string? Number, ResidentNumber? Resident, int Category, int Grade, Remark? Remark, bool Differs)
{
    public static readonly Remark Missing = new("missing_number",
        "没有填写证件号码，请补填。",
        "The document number is missing; please add it.");

    public static readonly Remark BadCheckDigit = new("bad_check_digit",
        "证件号码校验位不对，至少有一位数字有误，请对照证件核对。",
        "The document number fails its check digit: at least one digit is wrong. Compare it with the document.");

    public static readonly Remark BadBirthDate = new("bad_birth_date",
        "证件号码中的出生日期不存在，请对照证件核对。",
        "The birth date inside the document number does not exist. Compare it with the document.");

    public static readonly Remark LostPrecision = new("number_lost_precision",
        "证件号码被表格当作数字保存，后几位已丢失。请把该列设为“文本”，再对照证件重新填写。",
        "The spreadsheet kept the document number as a number and lost its last digits. Format the column as text and type it again from the document.");

    public static readonly Remark OldNumber = new("old_number",
        "这是 15 位旧号码，没有校验位，无法核对，请换成 18 位号码。",
        "This is an old number of 15 digits, which cannot be verified; replace it by the one of 18 digits.");

    public static readonly Remark OtherNumber = new("other_number",
        "不是 18 位公民身份号码，也不是 20 或 22 位残疾人证号，无法核对，请对照证件核对。",
        "This is neither a resident number of 18 digits nor a disability certificate of 20 or 22; compare it with the document.");

    /// <summary>Last four characters, for showing and for look-up; null when there are none that can be relied on.</summary>
    public string? LastFour => State == DocumentState.LostPrecision || Number is not { Length: >= 4 } ? null : Number[^4..];

    /// <summary>The kind of document as a person's record keeps it.</summary>
    public string KindCode => Kind switch
    {
        DocumentKind.Resident or DocumentKind.ResidentOld => "resident",
        DocumentKind.DisabilityCertificate => "disability",
        DocumentKind.Other => "other",
        _ => "none",
    };

    /// <summary>The number as a person's record keeps it: whoever carries a certificate is found by the resident number in it.</summary>
    public string? KeptNumber => Resident?.Digits ?? Number;

    /// <summary>The finding that it raises; null when the number is whole.</summary>
    public string? FindingKind => State switch
    {
        DocumentState.Missing => Saxaul.Intake.FindingKind.MissingNumber,
        DocumentState.BadCheckDigit or DocumentState.BadBirthDate => Saxaul.Intake.FindingKind.BadCheckDigit,
        DocumentState.LostPrecision => Saxaul.Intake.FindingKind.NumberLostPrecision,
        DocumentState.Unverified => Saxaul.Intake.FindingKind.UnverifiedNumber,
        _ => null,
    };

    public static DocumentNumber Read(in Cell cell)
    {
        switch (cell.Kind)
        {
            case CellKind.Blank:
                return OfMissing(Missing);
            case CellKind.Error or CellKind.NoResult:
                return OfMissing(Saxaul.Intake.Remark.OfCell(cell)!);
            case CellKind.Number when Math.Abs(cell.Number) >= 1e15:
                return Lost(cell.Text);
            default:
                return OfText(cell.Text);
        }
    }

    /// <summary>Without the number itself, which belongs in no log.</summary>
    public override string ToString() => $"{Kind} {State}";

    private static DocumentNumber OfText(string written)
    {
        string number = Tidy(written);
        if (number.Length == 0 || MissingWords().IsMatch(number)) return OfMissing(Missing);
        bool differs = number != written;
        if (LostDigits().IsMatch(number)) return Lost(written);
        if (ResidentNumber.HasForm(number)) return OfResident(DocumentKind.Resident, number, number, 0, 0, differs);
        if (Disability().IsMatch(number))
            return OfResident(DocumentKind.DisabilityCertificate, number, number.AsSpan(0, 18), number[18] - '0', number[19] - '0', differs);
        if (number.Length == 15 && OldForm().IsMatch(number) && ResidentNumber.HasBirthDate($"{number[..6]}19{number[6..]}"))
            return new(DocumentKind.ResidentOld, DocumentState.Unverified, number, null, 0, 0, OldNumber, differs);
        return new(DocumentKind.Other, DocumentState.Unverified, number, null, 0, 0, OtherNumber, differs);
    }

    private static DocumentNumber OfResident(DocumentKind kind, string number, ReadOnlySpan<char> resident, int category, int grade, bool differs)
    {
        if (ResidentNumber.TryParse(resident, out ResidentNumber whole)) return new(kind, DocumentState.Valid, number, whole, category, grade, null, differs);
        return ResidentNumber.CheckDigit(resident[..17]) == resident[17]
            ? new(kind, DocumentState.BadBirthDate, number, null, category, grade, BadBirthDate, differs)
            : new(kind, DocumentState.BadCheckDigit, number, null, category, grade, BadCheckDigit, differs);
    }

    private static DocumentNumber OfMissing(Remark why) => new(DocumentKind.None, DocumentState.Missing, null, null, 0, 0, why, Differs: why != Missing);

    private static DocumentNumber Lost(string written) => new(DocumentKind.Other, DocumentState.LostPrecision, written, null, 0, 0, LostPrecision, Differs: true);

    /// <summary>Takes out what people put between the digits, and the letters they take for the X.</summary>
    private static string Tidy(string written)
    {
        string clean = WrittenText.Key(written).ToUpperInvariant();
        if (clean.AsSpan().IndexOfAny("-'’‘`\"“”·") >= 0 && !MissingWords().IsMatch(clean)) clean = Marks().Replace(clean, "");
        // Cyrillic and Greek capitals and the multiplication sign look the same as X.
        return clean.Length >= 18 && clean[17] is 'Х' or 'Χ' or '×' ? $"{clean[..17]}X{clean[18..]}" : clean;
    }

    [GeneratedRegex("[-'’‘`\"“”·]")]
    private static partial Regex Marks();

    [GeneratedRegex(@"^(?:无|没有|无证|无证件|暂无|未办理|未上户|未落户|未登记|新生儿|不详|-+|—+|/+|\\+|0|NONE|N/A)$")]
    private static partial Regex MissingWords();

    /// <summary>9.99005E+17, as a spreadsheet writes a long number into text.</summary>
    [GeneratedRegex(@"^\d(?:\.\d+)?E\+?(?:1[4-9]|2\d)$")]
    private static partial Regex LostDigits();

    [GeneratedRegex(@"^\d{17}[\dX][1-7][1-4](?:B\d)?$")]
    private static partial Regex Disability();

    [GeneratedRegex(@"^\d{15}$")]
    private static partial Regex OldForm();
}
