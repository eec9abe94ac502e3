using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>What became of one handed-over file, in numbers and remarks; holds nothing about any person. A roster fills households to held, a department's list
/// <see cref="Matched"/> to <see cref="Unknown"/>.</summary>
public sealed record FileReport
{
    /// <summary>The file's name without folder.</summary>
    public required string File { get; init; }

    /// <summary>The list it was recognised as, such as "roster"; null when refused before.</summary>
    public string? Kind { get; init; }

    /// <summary>Rows of data read.</summary>
    public int Rows { get; init; }

    /// <summary>Households registered or compared, those held not counted.</summary>
    public int Households { get; init; }

    public int Persons { get; init; }

    public HeldCount Held { get; init; } = new(0, 0);

    /// <summary>Findings by kind (<see cref="FindingKind"/>).</summary>
    public IReadOnlyDictionary<string, int> Findings { get; init; } = new SortedDictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Rows of a department's list that found their household or village.</summary>
    public int? Matched { get; init; }

    /// <summary>Rows that wait for a person to say who is meant.</summary>
    public int? ForReview { get; init; }

    /// <summary>Rows of people whom the registry does not know.</summary>
    public int? Unknown { get; init; }

    /// <summary>Rows that can only mean households which withdrew their data from comparing: nothing of them is kept.</summary>
    public int NotCompared { get; init; }

    /// <summary>Of the unknown, the ones with an amount so large that they became a lead.</summary>
    public int? Leads { get; init; }

    /// <summary>For a department's list that comes in parts: the township of which the file says that it speaks; null when it says none.</summary>
    public ListPart? Part { get; init; }

    /// <summary>Households registered for the first time, those held included.</summary>
    public int New { get; init; }

    /// <summary>Households that are now not as they were before, new ones included.</summary>
    public int Changed { get; init; }

    /// <summary>Of a roster: households listed that are as they were before. With the new ones and the changed ones that are listed they are all that it lists, each counted once.</summary>
    public int Unchanged { get; init; }

    /// <summary>Of a roster: changed households that it does not list, since it leaves them out and somebody is asked why.</summary>
    public int LeftOut { get; init; }

    /// <summary>This very file was applied before; nothing was done.</summary>
    public bool Already { get; init; }

    /// <summary>Columns that nobody knows: they were left out, and can be mapped or ignored.</summary>
    public IReadOnlyList<UnknownColumn> UnknownColumns { get; init; } = [];

    /// <summary>Remarks on the file itself.</summary>
    public IReadOnlyList<Sentence> Notes { get; init; } = [];

    /// <summary>Of a department's list: which earlier files it takes the place of, or stands beside, as far as that is not certain.</summary>
    public IReadOnlyList<Sentence> Replaces { get; init; } = [];

    /// <summary>The earlier files that it took the place of, of county key 0.</summary>
    public IReadOnlyList<long> ReplacedFiles { get; init; } = [];

    /// <summary>Of a department's list: rows whose value nobody can read, whoever they are about.</summary>
    public int Unreadable { get; init; }

    /// <summary>Where the first of those rows stand: all that a department is told to put right, since findings name households.</summary>
    public IReadOnlyList<UnreadableCell> UnreadableCells { get; init; } = [];

    /// <summary>Whether it says nothing but what stands in the file (<see cref="OfTheFileAlone"/>).</summary>
    public bool IsOfTheFileAlone { get; init; }

    /// <summary>Under which the file is kept, of county key 0; null when it was refused or nothing was written.</summary>
    [JsonIgnore]
    public long? FileId { get; init; }

    /// <summary>Where each finding stands in the file; null when it was refused.</summary>
    [JsonIgnore]
    public FileFindings? Found { get; init; }

    /// <summary>What its sheets and columns were taken for; null when it could not be opened.</summary>
    [JsonIgnore]
    public FileLook? Look { get; init; }

    /// <summary>Of a dry run: what applying it would change; null when it was refused.</summary>
    [JsonIgnore]
    public Comparison? Comparison { get; init; }

    /// <summary>The counties of whose people it speaks.</summary>
    public IReadOnlyCollection<int> Counties { get; init; } = [];

    /// <summary>All that it says in words of the sender, or about them.</summary>
    internal IEnumerable<string> Says =>
        [File, .. UnknownColumns.SelectMany(column => new[] { column.Sheet, column.Heading }), .. UnreadableCells.Select(cell => cell.Sheet), .. Notes.Concat(Replaces).Select(note => note.Zh), .. Refused is null ? Array.Empty<string>() : [Refused.Zh]];

    /// <summary>The same without what names somebody; what it counts, and that it was refused and by which number, stays.</summary>
    /// <param name="unnamed">What stands where a name stood.</param>
    internal FileReport Without(Func<string, bool> names, string unnamed)
    {
        string Left(string text) => names(text) ? unnamed : text;
        return this with
        {
            File = Left(File), UnknownColumns = [.. UnknownColumns.Select(column => column with { Sheet = Left(column.Sheet), Heading = Left(column.Heading) })],
            UnreadableCells = [.. UnreadableCells.Select(cell => cell with { Sheet = Left(cell.Sheet) })],
            Notes = [.. Notes.Where(note => !names(note.Zh))], Replaces = [.. Replaces.Where(note => !names(note.Zh))],
            Refused = Refused is not null && names(Refused.Zh) ? Refused with { Zh = "没有读取这个文件；当时的说明提到已清除的人，也已清除。", En = "The file was not read; what was said of it named somebody who was erased since, and was erased too." } : Refused,
        };
    }

    /// <summary>Why the file was refused; nothing of it was taken then.</summary>
    public Problem? Refused { get; init; }

    /// <summary>Without what a reader is not told of the registry (<see cref="FindingKind.NotToldTo"/>).</summary>
    internal FileReport ToldTo(Actor actor)
    {
        var untold = FindingKind.NotToldTo(actor);
        return !Findings.ContainsKey(untold) ? this : this with
        {
            Findings = new SortedDictionary<string, int>(Findings.Where(kind => kind.Key != untold).ToDictionary(), StringComparer.Ordinal),
            Found = Found is null ? null : Found with { Findings = [.. Found.Findings.Where(finding => finding.Kind != untold)] },
        };
    }

    /// <summary>
    /// What a sender is told who reads no household: what stands in the file, and nothing that hangs on whom the registry knows. No count is left from which, with a row more or less, somebody could learn
    /// whether a person is registered: so there is nothing to round, and nothing to be asked once a day only.
    /// </summary>
    public FileReport OfTheFileAlone() => new()
    {
        File = File, Kind = Kind, Rows = Rows, Unreadable = Unreadable, UnreadableCells = UnreadableCells, Already = Already, UnknownColumns = UnknownColumns, Notes = Already ? [] : Notes, FileId = FileId, Look = Look, Refused = Refused, IsOfTheFileAlone = true,
    };
}

/// <summary>What waits until somebody says where it is.</summary>
public sealed record HeldCount(int Households, int Persons);

/// <summary>A column whose heading no definition knows.</summary>
/// <param name="Suggestions">Fields that it may mean, best first.</param>
public sealed record UnknownColumn(string Sheet, string Letter, string Heading, IReadOnlyList<string> Suggestions);

/// <summary>A cell of a department's list whose value nobody can read; what is written in it is not repeated.</summary>
/// <param name="Letter">Its column; null when the list has none for it.</param>
public sealed record UnreadableCell(string Sheet, string? Letter, int Row)
{
    /// <summary>So many are named of one file.</summary>
    public const int Most = 50;
}

/// <summary>A sentence in both languages.</summary>
public sealed record Sentence(string Zh, string En);

/// <summary>How far an import is.</summary>
/// <param name="File">The file being applied.</param>
/// <param name="Index">Its place among the files, from 0.</param>
/// <param name="Count">How many files there are.</param>
/// <param name="Rows">Its rows applied so far.</param>
/// <param name="Share">How much of the file was read so far, 0 to 1; reading is a little ahead of applying.</param>
public sealed record ImportProgress(string File, int Index, int Count, int Rows, double Share);
