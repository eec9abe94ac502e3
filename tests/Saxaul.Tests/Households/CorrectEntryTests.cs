using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Households;

public class CorrectEntryTests
{
    private static readonly DateOnly May = new(2020, 5, 1), June = new(2020, 6, 1);

    private static int Refused(Func<object> act) => Assert.Throws<ProblemException>(act).Problem.Number;

    private static Dictionary<string, string?> Field(string name, string? value) => new() { [name] = value };

    [Theory, EachDatabase]
    public void A_field_of_a_register_is_put_right_from_a_day_on_or_as_it_always_was(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        new CorrectEntry(example.County, "living", example.Family.Id, Field("house_grade", "C级"), June, "鉴定报告").Run(example.Registry, ExampleCounties.Official);
        new CorrectEntry(example.County, "living", example.Family.Id, Field("water_safe", "否"), null, "走访").Run(example.Registry, ExampleCounties.Official);
        var (before, after) = (example.Read(example.Family, May), example.Read(example.Family, June));
        string? Grade(HouseholdCard card) => card.Entries.Single(entry => entry.Register.Register == "living").Value("house_grade")!.Text("zh");
        Assert.Equal(("A级", "C级"), (Grade(before), Grade(after)));
        Assert.All([before, after], card => Assert.False((bool)card.Entries.Single(entry => entry.Register.Register == "living").Value("water_safe")!.Value!));
        Assert.Equal("鉴定报告", after.Entries.Single(entry => entry.Register.Register == "living").Value("house_grade")!.Source!.Line.Reason);
        Assert.Equal("县级采集表.csv", before.Entries.Single(entry => entry.Register.Register == "living").Value("house_grade")!.Source!.Line.File);
        Assert.True(example.FactsAreCaughtUp(example.County, June));
    }

    [Theory, EachDatabase]
    public void What_ended_stays_ended_and_what_is_entered_anew_begins_after_it(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        string? Grade(DateOnly on) => example.Read(example.Family, on).Entries.SingleOrDefault(entry => entry.Register.Register == "living")?.Value("house_grade")!.Text("zh");
        void Correct(string? grade, DateOnly? from, bool remove = false) =>
            new CorrectEntry(example.County, "living", example.Family.Id, Field("house_grade", grade), from, "核实") { Remove = remove }.Run(example.Registry, ExampleCounties.Official);

        Correct(null, May, remove: true);
        Assert.Equal(("A级", null), (Grade(May.AddDays(-1)), Grade(May)));
        Correct("D级", null);
        Assert.Equal(("A级", "D级"), (Grade(May.AddDays(-1)), Grade(May)));

        // A list of a day before the end changes that state, which still ends then.
        Correct(null, June, remove: true);
        using (var session = example.Registry.Write(ExampleCounties.Official))
        {
            var living = example.Registry.Register("living");
            var entry = session.Begin(example.County, new EntryHead("import household", May.AddDays(9)) { HouseholdId = example.Family.Id });
            var row = new object?[living.Table.Columns.Count];
            (row[0], row[living.IndexOf("house_grade")]) = (example.Family.Id, "b");
            entry.Add(living.Table, row);
            entry.Seal();
            session.Commit();
        }
        Assert.Equal(("D级", "B级", null), (Grade(May.AddDays(8)), Grade(May.AddDays(9)), Grade(June)));
        Assert.Empty(Verify.Run(example.Registry, ExampleCounties.Official));
        Assert.True(example.FactsAreCaughtUp(example.County, June));
    }

    [Theory, EachDatabase]
    public void An_amount_is_put_right_added_and_taken_away(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var wages = example.Read(example.Family).Entries.Single(entry => entry.Choice.In("zh") == "工资性收入").Id;
        new CorrectEntry(example.County, "budget", example.Family.Id, Field("amount", "1.5万"), null, "多写一笔") { EntryId = wages }.Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(1_500_000, example.Fact(example.Family, "wages", ExampleCounties.Spring));
        new CorrectEntry(example.County, "budget", example.Family.Id, new Dictionary<string, string?>
        {
            ["item"] = "medical", ["amount"] = "500", ["basis"] = "addition", ["source"] = "走访", ["period_from"] = "2020-04-01", ["period_to"] = "2020-04-30", ["line"] = "1",
        }, null, "收据").Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(670_000, example.Fact(example.Family, "medical_spending", May));
        new CorrectEntry(example.County, "budget", example.Family.Id, Field("amount", null), null, "并无此项") { EntryId = wages, Remove = true }.Run(example.Registry, ExampleCounties.Official);
        Assert.Null(example.Fact(example.Family, "wages", May));
    }

    [Theory, EachDatabase]
    public void What_is_recorded_of_a_member_is_put_right_too(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var son = example.Person(example.Family, "艾力");
        new CorrectEntry(example.County, "health", son, new Dictionary<string, string?> { ["disability_grade"] = "2级", ["insured"] = "否" }, May, "残疾证").Run(example.Registry, ExampleCounties.Official);
        var entry = example.Read(example.Family, May).Members.Single(member => member.PersonId == son).Entries.Single(one => one.Register.Register == "health");
        Assert.Equal(("健康", "二级", "否"), (entry.Value("state")!.Text("zh"), entry.Value("disability_grade")!.Text("zh"), entry.Value("insured")!.Text("zh")));
    }

    [Theory, EachDatabase]
    public void What_cannot_be_understood_or_is_not_there_is_refused(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        int Correct(string register, Dictionary<string, string?> fields, string reason = "核对", long? entry = null, bool remove = false, Actor? actor = null) => Refused(() =>
            new CorrectEntry(example.County, register, example.Family.Id, fields, null, reason) { EntryId = entry, Remove = remove }.Run(example.Registry, actor ?? ExampleCounties.Official));
        Assert.Equal(4032, Correct("living", Field("house_grade", "很好")));
        Assert.Equal(4080, Correct("budget", new() { ["item"] = "wages", ["amount"] = "5", ["basis"] = "addition", ["period_from"] = "2020-05-02", ["period_to"] = "2020-05-01" }));
        Dictionary<string, string?> Amount(string basis, DateOnly from, DateOnly to) => new() { ["item"] = "medical", ["amount"] = "5", ["basis"] = basis, ["period_from"] = from.ToString("yyyy-MM-dd"), ["period_to"] = to.ToString("yyyy-MM-dd") };
        Assert.Equal(4088, Correct("budget", Amount("total", example.Today.AddDays(-99), example.Today)));
        Assert.Equal(4088, Correct("budget", Amount("addition", example.Today.AddDays(1), example.Today.AddDays(2))));
        Assert.Equal(4033, Correct("living", Field("faith", "某")));
        Assert.Equal(4033, Correct("politics", Field("view", "某")));
        Assert.Equal(4014, Correct("living", Field("house_grade", "A级"), ""));
        Assert.Equal(4030, Correct("budget", Field("amount", "5"), entry: 987654));
        Assert.Equal(4030, Correct("earlier_income", [], remove: true));
        Assert.Equal(7001, Correct("living", Field("house_grade", "A级"), actor: Actor.Nobody));
    }
}
