using System;
using Saxaul.Intake;
using Saxaul.Tests.Databases;
using Xunit;
using static Saxaul.Tests.Intake.IntakeExample;

namespace Saxaul.Tests.Intake;

public class LeadsTests
{
    private sealed class Calendar : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2020, 4, 2, 1, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private static readonly string Strangers = Costs($"外乡人,{Number(77)},,英买里村,2020-03-05,20000", "过路人,,,,2020-03-05,19999.99");

    [Theory, EachDatabase]
    public void Somebody_unknown_with_a_large_amount_becomes_a_lead_without_a_document_number(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind, new Calendar());
        Assert.Equal((2, 1), example.Import("医保局-2020年3月.csv", Strangers).Files[0] is var report ? (report.Unknown, report.Leads) : default);

        var (_, _, lead) = Assert.Single(Leads.Of(example.Registry, Official));
        Assert.Equal(("外乡人", "英买里村", 2_000_000L, new DateOnly(2020, 7, 1)), (lead.Name, lead.Place, lead.Amount, lead.ExpiresOn));
        Assert.DoesNotContain(example.State(), line => line.Contains(Number(77)));
    }

    [Theory, EachDatabase]
    public void On_its_day_a_lead_is_no_longer_read_and_the_next_import_ends_it(DatabaseKind kind)
    {
        var calendar = new Calendar();
        using var example = new IntakeExample(kind, calendar);
        example.Import("医保局-2020年3月.csv", Strangers);
        calendar.Now = calendar.Now.AddDays(89);
        Assert.Single(Leads.Of(example.Registry, Official));
        Assert.Equal(0, ExpireLeads.Run(example.Registry, Official));

        calendar.Now = calendar.Now.AddDays(1);
        Assert.Empty(Leads.Of(example.Registry, Official));
        Assert.Single(example.Now(Lead.Table, version => version));
        example.Import("652902-库车市.csv", Roster(Row("1", "卡德尔", 1)));
        Assert.Empty(example.Now(Lead.Table, version => version));
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void Handing_the_list_in_again_does_not_keep_a_lead_longer(DatabaseKind kind)
    {
        var calendar = new Calendar();
        using var example = new IntakeExample(kind, calendar);
        example.Import("医保局-2020年3月.csv", Strangers);
        calendar.Now = calendar.Now.AddDays(30);
        example.Import("医保局-2020年3月-更正.csv", Strangers + "\n");

        Assert.Equal(new DateOnly(2020, 7, 1), Assert.Single(Leads.Of(example.Registry, Official)).Lead.ExpiresOn);
    }

    [Fact]
    public void Leads_are_for_those_who_may_read_and_ended_by_those_who_may_write()
    {
        using var example = new IntakeExample(DatabaseKind.Sqlite);
        example.Import("医保局-2020年3月.csv", Strangers);

        Assert.Empty(Leads.Of(example.Registry, Saxaul.Users.Actor.Nobody));
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => ExpireLeads.Run(example.Registry, Saxaul.Users.Actor.Nobody)).Problem.Number);
        // The row writes a village of Kuqa: the lead is that county's, and no other one's.
        Assert.Single(Leads.Of(example.Registry, Of(Kuqa)));
        Assert.Empty(Leads.Of(example.Registry, Of(Kalpin)));
    }

    private static Saxaul.Users.Actor Of(int county) => Official.In(county);

    [Theory, EachDatabase]
    public void Somebody_of_one_county_hands_in_its_list_of_strangers_and_a_list_that_says_no_county_is_refused_to_them(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind, new Calendar());
        var nowhere = Costs($"外乡人,{Number(77)},,,2020-03-05,20000");
        ImportResult Import(string name, string text) => new Import(example.Registry, Of(Kuqa), new ImportOptions { On = Day }).Run([example.Write(name, text)]);

        Assert.Equal(1, Import("医保局-2020年3月.csv", Strangers).Files[0].Leads);
        Assert.Equal(2100, Import("医保局-2020年4月.csv", nowhere).Files[0].Refused?.Number);
        // The file's name says whose part it is.
        Assert.Equal(1, Import("医保局-牙哈镇-2020年5月.csv", nowhere).Files[0].Leads);
        // The office above the counties keeps what nobody knows to be any county's.
        Assert.Equal(1, example.Import("医保局-2020年4月.csv", nowhere).Files[0].Leads);
        Assert.Equal([0, Kuqa, Kuqa], System.Linq.Enumerable.Order(System.Linq.Enumerable.Select(Leads.Of(example.Registry, Official), lead => lead.CountyKey)));
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void A_question_that_waits_in_another_county_does_not_keep_a_countys_list_out(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind, new Calendar());
        example.Import(new ImportOptions(), ("652929-柯坪县.csv", Roster(Row("8", "阿依木", 4, village: "库木里村", township: "柯坪镇", county: "柯坪县"), Row("9", "阿依木", 5, village: "库木里村", township: "柯坪镇", county: "柯坪县"))), ("652902-库车市.csv", Roster(Row("1", "卡德尔", 1))));
        example.Import("医保局-柯坪镇-2020年3月.csv", Costs("阿依木,,柯坪镇,库木里村,2020-03-05,100"));
        Assert.NotEmpty(example.Findings(FindingKind.MatchForReview, Kalpin));

        var report = new Import(example.Registry, Of(Kuqa), new ImportOptions { On = Day }).Run([example.Write("医保局-牙哈镇-2020年3月.csv", Costs($"卡德尔,{Number(1)},牙哈镇,守努特村,2020-03-05,100"))]).Files[0];
        Assert.Equal((null, 1), (report.Refused?.Number, report.Matched));
    }
}
