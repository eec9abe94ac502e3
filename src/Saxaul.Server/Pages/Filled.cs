using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.AspNetCore.Http;
using Saxaul.Households;
using Saxaul.Database;
using Saxaul.Intake;

namespace Saxaul.Server.Pages;

/// <summary>What somebody filled into a form, read field by field; what cannot be read is refused with a sentence.</summary>
internal sealed class Filled(IFormCollection form, Secrets secrets)
{
    /// <summary>Trimmed; null when left empty.</summary>
    public string? Text(string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    /// <exception cref="ProblemException"><see cref="Problem.AnswerMissing"/> when left empty.</exception>
    public string Needed(string name) => Text(name) ?? throw new ProblemException(Problem.AnswerMissing());

    /// <summary>All values of a field that may stand several times, in the order of the form.</summary>
    public IReadOnlyList<string> All(string name) => [.. form[name].OfType<string>().Where(text => text.Length > 0)];

    /// <summary>Null when left empty.</summary>
    /// <exception cref="ProblemException">As <see cref="DayOf"/>.</exception>
    public DateOnly? Day(string name) => Text(name) is { } day ? DayOf(day) : null;

    /// <summary>A day as forms send it, or as somebody types it, also in full-width digits.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.DayUnreadable"/>, <see cref="Problem.DayTooEarly"/></exception>
    public static DateOnly DayOf(string written) => !DateOnly.TryParseExact(WrittenText.Clean(written), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? throw new ProblemException(Problem.DayUnreadable())
        : read < Earliest ? throw new ProblemException(Problem.DayTooEarly(Earliest)) : read;

    /// <summary>Nobody who is kept was born earlier.</summary>
    private static readonly DateOnly Earliest = new(1900, 1, 1);

    /// <summary>An id within a county, such as a person's; null when left empty.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.AnswerMissing"/></exception>
    public long? Id(string name) => Text(name) is not { } id ? null
        : long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : throw new ProblemException(Problem.AnswerMissing());

    /// <summary>How far a county's journal was when a form was shown; 0 when it does not say. Sealed as <see cref="Height(Secrets, int, long)"/> does.</summary>
    public long Height(string name) => secrets.TryReadPublicId(Text(name) ?? "", out _, out var height) ? height : 0;

    /// <summary>For a form: nobody counts by it what others enter in the county.</summary>
    public static string Height(Secrets secrets, int countyKey, long height) => secrets.PublicId(countyKey, height);

    /// <summary>An amount of yuan, written as in a list, in fen; null when left empty.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.AmountUnreadable"/></exception>
    public long? Money(string name) => Text(name) is not { } text ? null
        : Intake.Money.Read(Cell.OfText(text)) is { HasValue: true, Remark: null, Value: >= 0 and < 100_000_000_000 and var fen } ? fen : throw new ProblemException(Problem.AmountUnreadable());

    /// <exception cref="ProblemException"><see cref="Problem.AnswerMissing"/></exception>
    public T Choice<T>(string name) where T : struct, Enum => OneOf<T>(Text(name));

    /// <summary>The value that a word names.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.AnswerMissing"/></exception>
    public static T OneOf<T>(string? written) where T : struct, Enum =>
        written is not null && Enum.GetNames<T>().Contains(written) ? Enum.Parse<T>(written) : throw new ProblemException(Problem.AnswerMissing());

    /// <summary>A household by its public identifier.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.AnsweredHouseholdUnknown"/></exception>
    public HouseholdKey Household(string id) =>
        secrets.TryReadPublicId(id, out var county, out var household) ? new HouseholdKey(county, household) : throw new ProblemException(Problem.AnsweredHouseholdUnknown());
}
