using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Indicators;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Keeping;
using Saxaul.Keeping.Erasing;
using Saxaul.Privacy;
using Saxaul.Screening;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Households;
using Saxaul.Users;
using Xunit;
using static Saxaul.Tests.Households.ExampleCounties;

namespace Saxaul.Tests.Keeping.Erasing;

/// <summary>What an office reads and counts after somebody was erased at their request, and when the next month's roster comes. 卡德尔's family of three, and 买买提 alone.</summary>
public class ErasedStayOutTests
{
    private const string Headings = "县,乡镇,行政村,户编号,联系电话,家庭人口数,姓名,与户主关系,性别,证件号码,出生日期,工资性收入,自付医疗费用,住房鉴定等级,饮水是否安全,健康状况";
    private const string Kadirs = "库车市,牙哈镇,守努特村,6510000001,19900000001,3,卡德尔·艾尔肯,户主,男,999019196309248931,1963-09-24,\"12,300\",6200元,A级,是,健康";
    private const string Guls = ",,,6510000001,,,古丽,配偶,女,999037196307227961,1963.7.22,,,,,良好";
    private const string Sons = ",,,6510000001,,,艾力,之子,男,,2001-05-06,,,,,健康";
    private const string Alones = "库车市,牙哈镇,玉奇玉吉买村,6510000002,,1,买买提,户主,男,,1950-01-01,30000,,D级,是,健康";

    private static string Roster(params IEnumerable<string> rows) => string.Join('\n', rows.Prepend(Headings)) + "\n";

    private static void Erase(ExampleCounties example, Func<EraseContent, ErasureReport> whom) => whom(new EraseContent(example.Registry, Official, "依据", "申请"));

    private static PersonKey EraseGul(ExampleCounties example)
    {
        var gul = new PersonKey(example.County, example.Person(example.Family, "古丽"));
        Erase(example, erase => erase.Person(gul.CountyKey, gul.Id));
        return gul;
    }

    private static (long Households, long Persons) Counted(ExampleCounties example, DateOnly on)
    {
        var facts = new FactStore(example.Registry);
        var read = new ReadIndicators("652902", on).Run(example.Registry, facts, IndicatorSet.Of(example.Registry, facts.Shape), Official);
        return (read.Of(read.Area, IndicatorSet.Households), read.Of(read.Area, "persons"));
    }

    private static int Refusal(Action act) => Assert.Throws<ProblemException>(act).Problem.Number;

    [Theory, EachDatabase]
    public void A_household_erased_whole_is_counted_until_the_day_before_and_no_longer_from_that_day(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        Assert.Equal(((2L, 4L), (2L, 4L)), (Counted(example, example.Today.AddDays(-1)), Counted(example, example.Today)));

        Erase(example, erase => erase.Household(example.County, example.Family.Id));

        Assert.Equal(((2L, 4L), (2L, 4L), (1L, 1L)), (Counted(example, Spring), Counted(example, example.Today.AddDays(-1)), Counted(example, example.Today)));
        var card = example.Read(example.Family, example.Today);
        Assert.Equal((example.Today, example.Today), (card.EndedOn, card.ErasedOn));
        Assert.Equal((0, 3), (card.Members.Count, card.FormerMembers.Count));
        Assert.All(card.FormerMembers, member => Assert.Equal((example.Today, example.Today), (member.ErasedOn, member.Until)));
        Assert.Empty(Verify.Run(example.Registry, Official));
    }

    [Theory, EachDatabase]
    public void An_erased_member_stays_counted_is_said_to_be_erased_and_nothing_is_missing_of_them(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var policy = Policy.Load(example.Registry, example.Facts.Shape, "acceptance");
        IReadOnlyList<RuleExplained> Explained() => ExplainHousehold.Of(example.Registry, Official, example.Facts, policy, example.County, example.Family.Id, example.Today);
        var missing = Explained().SelectMany(rule => rule.Missing).ToHashSet();

        var gul = EraseGul(example);

        Assert.Equal((2L, 4L), Counted(example, example.Today));
        var card = example.Read(example.Family, example.Today);
        Assert.Equal((3, example.Today), (card.Members.Count, card.Members.Single(member => member.PersonId == gul.Id).ErasedOn));
        Assert.Null(card.ErasedOn);
        var after = Explained();
        Assert.Subset(missing, after.SelectMany(rule => rule.Missing).ToHashSet());
        Assert.Contains(after, rule => rule.IsOfErased && rule.Verdict == Verdict.Undecided);
    }

    [Theory, EachDatabase]
    public void No_newer_list_asks_what_became_of_an_erased_member_or_of_an_erased_household(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        EraseGul(example);
        example.Import("652902-五月.csv", Roster(Kadirs, Sons, Alones), Spring.AddDays(30));
        Assert.DoesNotContain(FindingKind.NoLongerListed, example.Findings());

        // A village of which the list names only the others leaves out whole households.
        example.Import("652902-六月.csv", Roster(Kadirs, Sons, Alones, Alones.Replace("6510000002", "6510000003", StringComparison.Ordinal).Replace("买买提", "吐尔逊", StringComparison.Ordinal)), Spring.AddDays(60));
        Erase(example, erase => erase.Household(example.County, example.Alone.Id));
        example.Import("652902-七月.csv", Roster(Kadirs, Sons, Alones.Replace("6510000002", "6510000003", StringComparison.Ordinal).Replace("买买提", "吐尔逊", StringComparison.Ordinal)), Spring.AddDays(90));
        Assert.DoesNotContain(FindingKind.NoLongerListed, example.Findings());
        Assert.Empty(Verify.Run(example.Registry, Official));
    }

    [Theory, EachDatabase]
    public void Of_an_erased_member_only_that_they_left_is_entered(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var (family, gul) = (example.Family, EraseGul(example));
        var son = example.Person(family, "艾力");
        FamilyAct[] acts =
        [
            new GiveDocument(gul, Gul, null), new RecordDeath(gul, example.Today), new CorrectPerson(gul, new Dictionary<string, string?> { ["name"] = "某" }, null, "核实"),
            new CorrectEntry(example.County, "health", gul.Id, new Dictionary<string, string?> { ["state"] = "healthy" }, null, "核实"), new SetAway(family, gul.Id, "work", example.Today),
            new NameHead(family, gul.Id, example.Today), new NameHead(family, son, example.Today) { Relations = new Dictionary<long, string?> { [gul.Id] = "mother" } },
            new JoinHousehold(example.Alone, new Newcomer { Person = gul }, example.Today),
        ];
        Assert.All(acts, act => Assert.Equal(Problem.MemberErased(default).Number, Refusal(() => act.Run(example.Registry, Official))));

        new NameHead(family, son, example.Today).Run(example.Registry, Official);
        new LeaveHousehold(family, gul.Id, example.Today).Run(example.Registry, Official);

        Assert.Equal(((2L, 4L), (2L, 3L)), (Counted(example, example.Today.AddDays(-1)), Counted(example, example.Today)));
        Assert.Empty(Verify.Run(example.Registry, Official));
    }

    [Theory, EachDatabase]
    public void A_family_that_moves_to_another_county_takes_its_erased_member_along_as_one(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        EraseGul(example);
        var there = new MoveToCounty(example.Family, example.Gazetteer.ByCode("652924100200")!.Key, example.Today).Run(example.Registry, Official)[0];

        var card = example.Read(there, example.Today);
        Assert.Equal(3, card.Members.Count);
        Assert.Equal([example.Today], card.Members.Select(member => member.ErasedOn).OfType<DateOnly>());
        Assert.Empty(Verify.Run(example.Registry, Official));
    }

    [Theory, EachDatabase]
    public void An_erased_household_signs_no_comparison_and_has_nothing_to_be_put_right_but_may_still_ask(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var family = example.Family;
        using (var session = example.Registry.Write(Official))
        {
            var entry = session.Begin(example.County, new EntryHead("import household", Spring) { HouseholdId = family.Id });
            entry.Add(Finding.Table, new Finding { Kind = FindingKind.PutRightByHand, HouseholdId = family.Id, Field = "phone" }.ToValues());
            entry.Seal();
            session.Commit();
        }
        Erase(example, erase => erase.Household(example.County, family.Id));
        // Something asked of it after that, as a list did that was under way.
        long asked;
        using (var session = example.Registry.Write(Official))
        {
            var entry = session.Begin(example.County, new EntryHead("import household", Spring) { HouseholdId = family.Id });
            asked = entry.Add(Finding.Table, new Finding { Kind = FindingKind.UndoConflict, HouseholdId = family.Id }.ToValues()).Id;
            entry.Seal();
            session.Commit();
        }

        var erased = Problem.HouseholdErased(default).Number;
        EnterRequest Request(RequestKind what) => new(family, what, AskedBy.Self, "请核对", example.Today);
        Assert.Equal(erased, Refusal(() => new StateComparison(family, Allowed: false, example.Today, AskedBy.Self).Run(example.Registry, Official)));
        Assert.Equal(erased, Refusal(() => Request(RequestKind.Correction).Run(example.Registry, Official)));
        Assert.Equal(erased, Refusal(() => new KeepAsRecorded(example.County, asked, "核实").Run(example.Registry, Official)));
        Request(RequestKind.Access).Run(example.Registry, Official);
        // The page says so though something was written to it since.
        Assert.Equal(example.Today, example.Read(family, example.Today).ErasedOn);
    }

    private static long Asked(ExampleCounties example)
    {
        using var session = example.Registry.Write(Official);
        return session.Read(Finding.Table, example.County, "kind = 'erased_named_again'").Single().Id;
    }

    private static void Answer(ExampleCounties example, NamedAgainAnswer answer) => new AnswerNamedAgain(example.County, Asked(example), answer).Run(example.Registry, Official);

    private static void EraseAgain(ExampleCounties example) => new EraseNamedAgain(example.County, Asked(example)).Run(example.Registry, Official);

    /// <summary>古丽 was erased on her request; the next month's roster still lists her.</summary>
    private static (ExampleCounties Example, PersonKey Gul, DateOnly May) GulListedAgain(DatabaseKind kind)
    {
        var example = new ExampleCounties(kind);
        var gul = EraseGul(example);
        var may = example.Today;
        var roster = Roster(Kadirs, Guls, Sons, Alones);
        var rehearsed = new Import(example.Registry, Official, new ImportOptions { On = may, DryRun = true }).Run([example.Write("652902-五月.csv", roster)]).Files[0];
        var report = example.Import("652902-五月.csv", roster, may);
        foreach (var one in new[] { rehearsed, report })
        {
            Assert.Equal(1, one.Findings[FindingKind.ErasedNamedAgain]);
            var note = Assert.Single(one.Notes, note => note.En.Contains("content was erased", StringComparison.Ordinal));
            Assert.Contains("row 3", note.En, StringComparison.Ordinal);
            Assert.Contains("第 3 行", note.Zh, StringComparison.Ordinal);
        }
        // What waits for an answer is no change that a preview shows.
        Assert.DoesNotContain(rehearsed.Comparison!.Changed.SelectMany(household => household.Differences), difference => difference.Who == "古丽");
        Assert.DoesNotContain("person.name", rehearsed.Comparison!.Fields.Keys);
        return (example, gul, may);
    }

    [Theory, EachDatabase]
    public void Whom_the_next_roster_names_where_a_member_was_erased_is_asked_about_and_counted_nowhere(DatabaseKind kind)
    {
        var (example, _, may) = GulListedAgain(kind);
        using var __ = example;

        Assert.Equal((2L, 4L), Counted(example, may));
        Assert.Equal(3, example.Read(example.Family, may).Members.Count);
        Assert.DoesNotContain("古丽", example.Names(example.Family, may));
        Assert.Equal(1, example.Findings().Count(found => found == FindingKind.ErasedNamedAgain));
        // A month later the list still says so: it is the same question.
        var june = example.Import("652902-六月.csv", Roster(Kadirs, Guls + " ", Sons, Alones), may);
        Assert.Equal((1, 1), (june.Findings[FindingKind.ErasedNamedAgain], example.Findings().Count(found => found == FindingKind.ErasedNamedAgain)));
        Assert.Equal((2L, 4L), Counted(example, may));
        Assert.Empty(Verify.Run(example.Registry, Official));
    }

    [Theory, EachDatabase]
    public void That_it_is_who_was_erased_leaves_no_trace_of_them_again(DatabaseKind kind)
    {
        var (example, _, may) = GulListedAgain(kind);
        using var __ = example;
        var clerk = new Actor("clerk", new HashSet<Right> { Right.ReadHouseholds, Right.WriteHouseholds }, null);
        Assert.Equal(7001, Refusal(() => new EraseNamedAgain(example.County, Asked(example)).Run(example.Registry, clerk)));

        EraseAgain(example);

        Assert.Equal((2L, 4L), Counted(example, may));
        var everything = ErasureExamples.Everything(example.Registry);
        Assert.DoesNotContain("古丽", everything, StringComparison.Ordinal);
        Assert.DoesNotContain(Gul, everything, StringComparison.Ordinal);
        Assert.DoesNotContain(FindingKind.ErasedNamedAgain, example.Findings());
        Assert.Empty(Verify.Run(example.Registry, Official));
    }

    /// <summary>The law that is written is that of the erasure it is about, whatever else went since: here a rule of keeping.</summary>
    [Theory, EachDatabase]
    public void The_ground_is_that_of_the_erasure_it_is_about(DatabaseKind kind)
    {
        var (example, gul, _) = GulListedAgain(kind);
        using var __ = example;
        string? GroundOf(long person) => example.Known(Erasure.Table, example.County).Select(Erasure.From).Where(erasure => erasure is { OwnerKind: "person", Scope: null } && erasure.OwnerId == person).Select(erasure => erasure.Ground).Single();
        var ground = GroundOf(gul.Id);
        using (var session = example.Registry.Write(Official))
        {
            var entry = session.Begin(example.County, new EntryHead("carry out retention", example.Today) { HouseholdId = EntryHead.NoHousehold });
            entry.Add(Erasure.Table, new Erasure("household", 999, "household: 5 years after it ends", null).ToValues());
            entry.Seal();
            session.Commit();
        }
        var named = Named(example);

        EraseAgain(example);

        Assert.NotNull(ground);
        Assert.Equal(ground, GroundOf(named));
    }

    /// <summary>Reading every file takes its time; whoever was registered as somebody else meanwhile is not erased.</summary>
    [Theory, EachDatabase]
    public void Nobody_is_erased_of_whom_it_is_asked_no_longer(DatabaseKind kind)
    {
        var (example, _, may) = GulListedAgain(kind);
        using var __ = example;
        var (asked, named) = (Asked(example), Named(example));
        var erase = new EraseContent(example.Registry, Official, "个人信息保护法第四十七条", "来信")
        {
            Requested = new RequestedErasure { StillAsked = session => AnswerNamedAgain.Open(session, example.County, asked) },
        };

        Answer(example, NamedAgainAnswer.SomebodyElse);

        Assert.Equal(Problem.QuestionNotOpen().Number, Refusal(() => erase.Person(example.County, named)));
        Assert.Contains("古丽", example.Names(example.Family, may));
    }

    /// <summary>Who waits for an answer belongs to no household: they go with the one they were listed in.</summary>
    [Theory, EachDatabase]
    public void Who_waits_for_an_answer_is_erased_with_the_household(DatabaseKind kind)
    {
        var (example, _, _) = GulListedAgain(kind);
        using var __ = example;

        new EraseContent(example.Registry, Official, "个人信息保护法第四十七条", "来信").Household(example.County, example.Family.Id);

        var everything = ErasureExamples.Everything(example.Registry);
        Assert.DoesNotContain("古丽", everything, StringComparison.Ordinal);
        Assert.DoesNotContain(Gul, everything, StringComparison.Ordinal);
        Assert.Empty(Verify.Run(example.Registry, Official));
    }

    /// <summary>Nobody ever answered, and everybody of the household left: what the list brought goes with it when its time is over.</summary>
    [Theory, EachDatabase]
    public void Who_waits_for_an_answer_goes_with_the_household_when_its_time_is_over(DatabaseKind kind)
    {
        var (example, _, may) = GulListedAgain(kind);
        using var __ = example;
        EndFamily(example, may);

        example.Clock.Advance(TimeSpan.FromDays(366 * 11));
        new CarryOutRetention(example.Registry, Official).Run();

        Assert.DoesNotContain(Gul, ErasureExamples.Everything(example.Registry), StringComparison.Ordinal);
        Assert.Empty(Verify.Run(example.Registry, Official));
    }

    /// <summary>Nothing is added to a household that ended, or was erased.</summary>
    [Theory, EachDatabase]
    public void Nobody_is_registered_in_a_household_that_ended(DatabaseKind kind)
    {
        var (example, _, may) = GulListedAgain(kind);
        using var __ = example;
        EndFamily(example, may);

        Assert.Equal(Problem.HouseholdEnded(may).Number, Refusal(() => Answer(example, NamedAgainAnswer.SomebodyElse)));
    }

    /// <summary>Whoever waits belongs to no household and could not go along; a question that a merge closed would never be answered.</summary>
    [Theory, EachDatabase]
    public void A_household_of_which_it_is_asked_neither_merges_into_another_nor_moves_to_another_county(DatabaseKind kind)
    {
        var (example, _, may) = GulListedAgain(kind);
        using var __ = example;
        var village = new Saxaul.Areas.AreaKey(example.OtherCounty, example.Village("652924100200"));

        Assert.Equal(Problem.ErasedQuestionOpen().Number, Refusal(() => new MergeHouseholds(example.Alone, example.Family, may).Run(example.Registry, Official)));
        Assert.Equal(Problem.ErasedQuestionOpen().Number, Refusal(() => new MoveToCounty(example.Family, village, may).Run(example.Registry, Official)));

        Answer(example, NamedAgainAnswer.SomebodyElse);
        new MoveToCounty(example.Family, village, may).Run(example.Registry, Official);
    }

    /// <summary>One list names her where she was erased, and the list was undone; or another household's list names her: she is known by her number and belongs nowhere, and is asked about where she was erased.</summary>
    [Theory, EachDatabase]
    public void Who_waits_is_not_registered_unasked_by_the_next_list(DatabaseKind kind)
    {
        var (example, _, may) = GulListedAgain(kind);
        using var __ = example;
        using (var session = example.Registry.Write(Official))
        {
            // As an act would that closes the questions of a household.
            var version = session.Read(Finding.Table, example.County, "kind = 'erased_named_again'").Single();
            var entry = session.Begin(example.County, new EntryHead("close question", may) { HouseholdId = example.Family.Id });
            entry.End(Finding.Table, version, may);
            entry.Seal();
            session.Commit();
        }

        var june = example.Import("652902-六月.csv", Roster(Kadirs, Guls + " ", Sons, Alones), may);

        Assert.Equal(1, june.Findings[FindingKind.ErasedNamedAgain]);
        Assert.Equal((2L, 4L), Counted(example, may));
    }

    private static void EndFamily(ExampleCounties example, DateOnly on)
    {
        foreach (var member in example.Read(example.Family, on).Members.OrderBy(member => member.IsHead ? 1 : 0).ToList())
            new LeaveHousehold(example.Family, member.PersonId, on) { Reason = "全家迁走" }.Run(example.Registry, Official);
    }

    private static long Named(ExampleCounties example) => example.Known(Finding.Table, example.County).Select(Finding.From).Single(finding => finding.Kind == FindingKind.ErasedNamedAgain).PersonId!.Value;

    /// <summary>The empty row was entered as having left, as the guide says where they did: a late list does not bring them back unasked.</summary>
    [Theory, EachDatabase]
    public void An_erased_member_of_whom_was_entered_that_they_left_is_asked_about_when_a_roster_still_names_them(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var gul = EraseGul(example);
        var may = example.Today;
        new LeaveHousehold(example.Family, gul.Id, may).Run(example.Registry, Official);

        var report = example.Import("652902-五月.csv", Roster(Kadirs, Guls, Sons, Alones), may);

        Assert.Equal(1, report.Findings[FindingKind.ErasedNamedAgain]);
        Assert.Equal((2L, 3L), Counted(example, may));
        Answer(example, NamedAgainAnswer.RegisteredAgain);
        Assert.Equal((2L, 4L), Counted(example, may));
        Assert.Empty(Verify.Run(example.Registry, Official));
    }

    [Theory, EachDatabase]
    public void Somebody_else_is_registered_beside_the_erased_member(DatabaseKind kind)
    {
        var (example, gul, may) = GulListedAgain(kind);
        using var _ = example;

        Answer(example, NamedAgainAnswer.SomebodyElse);

        Assert.Equal(((2L, 4L), (2L, 5L)), (Counted(example, may.AddDays(-1)), Counted(example, may)));
        var members = example.Read(example.Family, may).Members;
        Assert.Equal(("古丽", "spouse"), members.Where(member => member.Person.Name == "古丽").Select(member => (member.Person.Name, member.Relation)).Single());
        Assert.Contains(members, member => member.PersonId == gul.Id && member.ErasedOn is not null);
        // The next list finds her where she is.
        var june = example.Import("652902-六月.csv", Roster(Kadirs, Guls + " ", Sons, Alones), may);
        Assert.DoesNotContain(FindingKind.ErasedNamedAgain, june.Findings.Keys);
        Assert.Equal((2L, 5L), Counted(example, may));
        Assert.Equal(Problem.QuestionNotOpen().Number, Refusal(() => new AnswerNamedAgain(example.County, 1, NamedAgainAnswer.SomebodyElse).Run(example.Registry, Official)));
        Assert.Empty(Verify.Run(example.Registry, Official));
    }

    [Theory, EachDatabase]
    public void Who_wants_to_be_registered_again_takes_the_place_of_the_empty_row(DatabaseKind kind)
    {
        var (example, gul, may) = GulListedAgain(kind);
        using var _ = example;

        Answer(example, NamedAgainAnswer.RegisteredAgain);

        Assert.Equal(((2L, 4L), (2L, 4L)), (Counted(example, may.AddDays(-1)), Counted(example, may)));
        var card = example.Read(example.Family, may);
        Assert.DoesNotContain(card.Members, member => member.ErasedOn is not null);
        Assert.Equal(may, card.FormerMembers.Single(member => member.PersonId == gul.Id).Until);
        // A newborn of the next month is nobody who was erased.
        var june = example.Import("652902-六月.csv", Roster(Kadirs, Guls, Sons, ",,,6510000001,,,阿丽亚,之女,女,,2020-05-06,,,,,健康", Alones), may);
        Assert.DoesNotContain(FindingKind.ErasedNamedAgain, june.Findings.Keys);
        Assert.Equal((2L, 5L), Counted(example, may));
        Assert.Empty(Verify.Run(example.Registry, Official));
    }

    [Theory, EachDatabase]
    public void An_erased_household_that_the_next_roster_names_is_held_until_somebody_answers(DatabaseKind kind)
    {
        foreach (var answer in Enum.GetValues<NamedAgainAnswer>().Cast<NamedAgainAnswer?>().Append(null))
        {
            using var example = new ExampleCounties(kind);
            Erase(example, erase => erase.Household(example.County, example.Family.Id));
            var may = example.Today;
            var report = example.Import("652902-五月.csv", Roster(Kadirs, Guls, Sons, Alones), may);
            Assert.Equal((1, 1, 2), (report.Findings[FindingKind.ErasedNamedAgain], report.New, report.Households));
            Assert.Equal((1L, 1L), Counted(example, may));
            // Nor does anything else let it in: neither another list nor an answer about a place.
            example.Import("652902-六月.csv", Roster(Kadirs + " ", Guls, Sons, Alones), may);
            using (var session = example.Registry.Write(Official))
            {
                Assert.Empty(ReleaseHeld.In(session, example.County));
                session.Commit();
            }
            Assert.Equal(((2L, 4L), (1L, 1L)), (Counted(example, may.AddDays(-1)), Counted(example, may)));
            Assert.Empty(HeldPlaces.Of(example.Registry, Official));

            if (answer is { } registering)
                Answer(example, registering);
            else
                EraseAgain(example);

            var registered = answer is not null;
            Assert.Equal(((2L, 4L), registered ? (2L, 4L) : (1L, 1L)), (Counted(example, may.AddDays(-1)), Counted(example, may)));
            Assert.Equal(registered, ErasureExamples.Everything(example.Registry).Contains("古丽", StringComparison.Ordinal));
            Assert.DoesNotContain(FindingKind.ErasedNamedAgain, example.Findings());
            Assert.Empty(Verify.Run(example.Registry, Official));
        }
    }

    [Theory, EachDatabase]
    public void What_was_registered_on_an_answer_goes_when_its_list_is_undone(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        EraseGul(example);
        var result = new Import(example.Registry, Official, new ImportOptions { On = example.Today }).Run([example.Write("652902-五月.csv", Roster(Kadirs, Guls, Sons, Alones))]);
        Answer(example, NamedAgainAnswer.SomebodyElse);

        new UndoBatch(result.BatchId!.Value).Run(example.Registry, Official);

        Assert.Equal((2L, 4L), Counted(example, example.Today));
        Assert.Empty(Verify.Run(example.Registry, Official));
    }

    [Theory, EachDatabase]
    public void A_household_whose_village_is_answered_only_later_is_asked_about_then(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        Erase(example, erase => erase.Household(example.County, example.Family.Id));
        var may = example.Today;
        example.Import("652902-五月.csv", Roster(Kadirs.Replace("守努特村", "守某村", StringComparison.Ordinal), Guls, Sons, Alones), may);
        Assert.DoesNotContain(FindingKind.ErasedNamedAgain, example.Findings());

        var asked = HeldPlaces.Of(example.Registry, Official).Single();
        Assert.Empty(new AnswerHeldPlace(asked.Within.Key, asked.Written, example.Gazetteer.ByCode("652902105201")!.Key).Run(example.Registry, Official));

        Assert.Equal((1L, 1L), Counted(example, may));
        Answer(example, NamedAgainAnswer.SomebodyElse);
        Assert.Equal((2L, 4L), Counted(example, may));
        Assert.Empty(Verify.Run(example.Registry, Official));
    }
}
