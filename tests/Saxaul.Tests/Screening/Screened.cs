using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Facts;
using Saxaul.Screening;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Facts;
using Saxaul.Users;

namespace Saxaul.Tests.Screening;

/// <summary>A registry of one county with two villages, screened by the acceptance policy.</summary>
internal sealed class Screened : IDisposable
{
    public const int County = 1;
    public static readonly DateOnly Day = ExampleRegistry.Day;
    public static readonly Actor Official = Actor.Operator("official");

    public Screened(DatabaseKind kind = DatabaseKind.Sqlite, int villages = 2)
    {
        Example = new ExampleRegistry(kind);
        Villages = Example.County(County, "652901", villages);
        Policy = Policy.Load(Example.Registry, Example.Shape, "acceptance");
    }

    public ExampleRegistry Example { get; }

    public IReadOnlyList<long> Villages { get; }

    public Policy Policy { get; }

    public ScreenReport Screen(DateOnly? on = null) => new Screen(Example.Registry, Official, Example.Store, Policy, on ?? Day).All();

    /// <summary>As a process that has just begun would.</summary>
    public CaughtUp CatchUp(DateOnly? on = null) => new CatchUpWarnings(Example.Registry, Official, new FactStore(Example.Registry)).Run(on);

    /// <summary>Household and rule of each warning that shows.</summary>
    public string[] Warnings(DateOnly? on = null, bool held = false, string? area = null, DateTimeOffset? known = null) =>
        [.. ListWarnings.Of(Example.Registry, Official, on ?? Day, known, area, held).Select(warning => $"{warning.Number} {warning.Warning.Rule}").Order(StringComparer.Ordinal)];

    public void Dispose() => Example.Dispose();
}
