using System;
using System.Text.Json.Serialization;

namespace Saxaul;

/// <summary>Why something is refused, in general: what a browser or a program is told by, beside the sentence.</summary>
public enum ProblemKind
{
    /// <summary>What was asked or filled in cannot be.</summary>
    Wrong,

    /// <summary>It is not there, or not for who asks.</summary>
    NotFound,

    /// <summary>Whoever asks may not.</summary>
    NotAllowed,

    /// <summary>More than is taken at once.</summary>
    TooLarge,

    /// <summary>It was asked too often; later it may be asked again.</summary>
    TooMany,

    /// <summary>Nothing is wrong with it, but now is not the time.</summary>
    Later,
}

/// <summary>What a form asks for besides, once it was refused.</summary>
public enum ProblemAsks
{
    /// <summary>Nothing that it did not ask for before.</summary>
    Nothing,

    /// <summary>What was seen, in words, and a photo or paper.</summary>
    Evidence,

    /// <summary>What numbers are looked up for.</summary>
    Purpose,

    /// <summary>Which kind of list a file is.</summary>
    KindOfList,

    /// <summary>Whether somebody had died before a list named them.</summary>
    DeathBeforeListed,
}

/// <summary>
/// Something that was refused, with a sentence in Chinese and one in English that say what is wrong and what to do.
/// Every refusal of the system is numbered, in the file of its room (Problem.*.cs), so that a user can name it on the telephone and a reader finds it at once.
/// No text ever holds a document number, a telephone or another person's data: it names file, sheet, row and column instead.
/// </summary>
/// <param name="Number">1000s: command line and files of ours; 2000s: intake; 3000s: areas; 4000s: households; 5000s: registers and policies; 6000s: database and journal; 7000s: users.</param>
/// <param name="Zh">The sentence in Chinese.</param>
/// <param name="En">The sentence in English.</param>
public sealed partial record Problem(int Number, string Zh, string En)
{
    /// <summary>Said where the problem is defined; not written into reports, which are read by the number.</summary>
    [JsonIgnore]
    public ProblemKind Kind { get; init; }

    /// <summary>Of what was asked as it was known too early: the first moment at which it can be; null for everything else.</summary>
    [JsonIgnore]
    public DateTimeOffset? KnownFrom { get; init; }

    /// <summary>Said where the problem is defined, too; a report that is read again asks it still.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ProblemAsks Asks { get; init; }

    /// <summary>Whether whoever asked can mend it where they asked: what is not there or not for them is a page of its own.</summary>
    [JsonIgnore]
    public bool IsMendable => Kind is not (ProblemKind.NotFound or ProblemKind.NotAllowed);

    /// <summary>Whether it is the refusal of this number, whatever its sentence names and in which kind it is told.</summary>
    public bool Is(Problem other) => Number == other.Number;

    /// <summary>The sentence in the language asked for.</summary>
    /// <param name="language">A language tag; everything that does not begin with "zh" reads English.</param>
    public string In(string language) => language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Zh : En;

    public override string ToString() => $"{Number}: {En} / {Zh}";
}

/// <summary>Carries a <see cref="Saxaul.Problem"/> from where it was found to who shows it.</summary>
public sealed class ProblemException(Problem problem, Exception? inner = null) : Exception(problem.ToString(), inner)
{
    public Problem Problem { get; } = problem;
}
