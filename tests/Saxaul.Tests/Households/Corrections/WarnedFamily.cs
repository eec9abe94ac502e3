using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Households;
using Saxaul.Privacy;
using Saxaul.Screening;
using Saxaul.Tests.Databases;
using Saxaul.Users;

namespace Saxaul.Tests.Households;

/// <summary>卡德尔's household is warned of its medical spending of 6,200 yuan (the line is 5,000); 买买提 lives in an unsafe house.</summary>
internal sealed class WarnedFamily : IDisposable
{
    private static readonly Actor Cadre = Actor.Operator("village cadre"), Township = Actor.Operator("township official");

    public WarnedFamily(DatabaseKind kind)
    {
        Example = new ExampleCounties(kind);
        Policies = new Policies(Example.Registry, Example.Facts);
        // The line of medical spending depends on the kind of household.
        new CorrectEntry(Example.County, "standing", Example.Family.Id, new Dictionary<string, string?> { ["kind"] = "脱贫户" }, null, "名册").Run(Example.Registry, Township);
        new Screen(Example.Registry, Township, Example.Facts, Policies["acceptance"], ExampleCounties.Spring).All();
    }

    public ExampleCounties Example { get; }

    public Policies Policies { get; }

    public long Medical => Example.Read(Example.Family).Entries.Single(entry => entry.Choice.In("zh") == "自付医疗费用").Id;

    public CorrectEntry Spent(string? yuan, string reason = "发票重复计算") =>
        new(Example.County, "budget", Example.Family.Id, new Dictionary<string, string?> { ["amount"] = yuan }, null, reason) { EntryId = Medical };

    public Entered Enter(Correction correction, string? evidence = null, EvidenceFile? file = null, Actor? actor = null)
    {
        var entered = new EnterCorrection(correction, evidence, file).Run(Example.Registry, actor ?? Cadre, Example.Facts, Policies, Uncounted.AtTheMachine);
        CatchUp();
        return entered;
    }

    public Entered Happens(FamilyAct happened, Actor? actor = null)
    {
        var entered = new EnterEvent(happened).Run(Example.Registry, actor ?? Cadre, Example.Facts, Policies, Uncounted.AtTheMachine);
        CatchUp();
        return entered;
    }

    public void CatchUp(DateOnly? on = null) => new CatchUpWarnings(Example.Registry, Township, Example.Facts, Policies).Run(on);

    public List<string> Warnings(HouseholdKey? household = null) =>
        [.. ListWarnings.OfHousehold(Example.Registry, Township, Example.County, (household ?? Example.Family).Id, Example.Today).Where(one => one.GoneOn is null).Select(one => one.Warning.Rule)];

    public ListedCorrection Only => ReadCorrections.OfHousehold(Example.Registry, Township, Example.Family).Single();

    public void Dispose() => Example.Dispose();
}
