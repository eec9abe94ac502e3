using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Journal;
using Saxaul.Registers;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>What somebody said a heading means: a field, or that it is not wanted. The office's forms are read so from then on.</summary>
/// <param name="Heading">As written; under a group as "group/heading".</param>
/// <param name="Field">A field's name, or <see cref="Layout.Ignore"/>.</param>
public sealed record RememberedHeading(string Heading, string Field)
{
    public static VersionedTable Table { get; } = new("remembered_heading", "area", null, new Column("heading", ColumnType.Text), new Column("field", ColumnType.Text));

    public object?[] ToValues() => [Heading, Field];

    public static RememberedHeading From(Journal.Version version) => new((string)version.Values[0]!, (string)version.Values[1]!);
}

internal static class RememberedHeadings
{
    private const int Office = 0;

    /// <summary>The office's layout, with new answers before remembered ones.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.UnknownField"/></exception>
    public static Layout Read(Registry registry, IReadOnlyDictionary<string, string> answers)
    {
        var fields = registry.Lists.SelectMany(list => new ListShape(list, registry.Registers, registry.Database.Time.Today().Year).Targets).Select(target => target.Key).ToHashSet();
        if (answers.Values.FirstOrDefault(field => field is not (Layout.Ignore or Layout.Forget) && !fields.Contains(field)) is { } unknown)
            throw new ProblemException(Problem.UnknownField(unknown));
        if (NeverKept.First(answers.Where(answer => answer.Value is not (Layout.Ignore or Layout.Forget)).Select(answer => answer.Key)) is { } never)
            throw new ProblemException(Problem.ColumnNeverKept(never));
        using var connection = registry.Database.OpenReader();
        var remembered = AsOf.Now.Read(registry.Database, connection, RememberedHeading.Table, Office).Select(RememberedHeading.From);
        return new Layout(remembered.Select(one => KeyValuePair.Create(one.Heading, one.Field)).Concat(answers));
    }

    /// <summary>Keeps the answers for the next time; <see cref="Layout.Forget"/> takes one back.</summary>
    public static void Remember(Registry registry, Actor actor, IReadOnlyDictionary<string, string> answers)
    {
        if (answers.Count == 0)
            return;
        using var session = registry.Write(actor);
        var known = session.Read(RememberedHeading.Table, Office).ToLookup(version => Layout.KeyOf(RememberedHeading.From(version).Heading), StringComparer.Ordinal);
        var entry = session.Begin(Office, new EntryHead("remember heading", session.Database.Time.Today()));
        foreach (var (heading, field) in answers)
        {
            var version = known[Layout.KeyOf(heading)].FirstOrDefault();
            if (field == Layout.Forget)
                entry.Retract(RememberedHeading.Table, version ?? throw new ProblemException(Problem.HeadingNotRemembered(heading)));
            else if (version is not null)
                entry.Correct(RememberedHeading.Table, version, new RememberedHeading(heading, field).ToValues());
            else
                entry.Add(RememberedHeading.Table, new RememberedHeading(heading, field).ToValues());
        }
        entry.Seal();
        session.Commit();
    }
}
