using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Calendars;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Keeping.Erasing;
using Saxaul.Privacy;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Households;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Privacy;

/// <summary>Somebody asks to see, correct or delete what is kept of them, or objects; a clock runs, and whoever answers says why and bears a name.</summary>
public class RequestTests
{
    // A Thursday; offices rest from 1 to 8 October.
    private static readonly DateOnly Received = new(2020, 10, 1);

    private static EnterRequest Asks(ExampleCounties example, RequestKind kind = RequestKind.Access, DateOnly? on = null, long? person = null) =>
        new(example.Family, kind, AskedBy.Self, "想看看都登记了什么", on ?? Received, person);

    private static ListedRequest Read(ExampleCounties example, long id) => ReadRequests.One(example.Registry, ExampleCounties.Official, example.County, id);

    private static Actor Colleague { get; } = Actor.Operator("colleague");

    private static int Refused(Action act) => Assert.Throws<ProblemException>(act).Problem.Number;

    [Theory, EachDatabase]
    public void A_request_runs_from_the_day_it_came_and_is_answered_with_a_reason_and_a_name(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var id = Asks(example).Run(example.Registry, ExampleCounties.Official);
        var waiting = Read(example, id).Request;
        // Fifteen working days after 1 October: its week is free, and the Saturday after it is worked.
        Assert.Equal((RequestState.Open, new DateOnly(2020, 10, 28), "official"), (waiting.State, waiting.DueOn, waiting.EnteredBy));
        Assert.Equal("想看看都登记了什么", waiting.What);

        new AnswerRequest(example.County, id, RequestState.Partly, "已打印交给本人；邻居的内容没有给。").Run(example.Registry, example.OfficialOf(example.County));
        var answered = Read(example, id).Request;
        Assert.Equal((RequestState.Partly, "county official", example.Today, "已打印交给本人；邻居的内容没有给。"), (answered.State, answered.AnsweredBy, answered.AnsweredOn, answered.Answer));
        Assert.Null(answered.LateBecause);
        Assert.Equal(7285, Refused(() => new AnswerRequest(example.County, id, RequestState.Done, "再一次").Run(example.Registry, ExampleCounties.Official)));
        Assert.Equal(["answer request", "enter request"], example.Read(example.Family, example.Today).History.Take(2).Select(line => line.Act));
        Assert.Empty(Verify.Run(example.Registry, ExampleCounties.Official));
    }

    /// <summary>What an erasure writes down in another county by itself is no answer that a form could send.</summary>
    [Fact]
    public void Nobody_enters_that_an_office_asked_or_signed_for_a_household()
    {
        using var example = new ExampleCounties(DatabaseKind.Sqlite);
        foreach (var nobody in new[] { AskedBy.Office, (AskedBy)9 })
        {
            Assert.Equal(7441, Refused(() => (Asks(example) with { AskedBy = nobody }).Run(example.Registry, ExampleCounties.Official)));
            Assert.Equal(7441, Refused(() => new StateComparison(example.Family, false, Received, nobody).Run(example.Registry, ExampleCounties.Official)));
        }
        Assert.Empty(ReadRequests.OfHousehold(example.Registry, ExampleCounties.Official, example.Family));
    }

    [Theory, EachDatabase]
    public void What_waits_is_listed_by_the_day_it_is_due_in_the_area_of_whoever_asks(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var later = Asks(example).Run(example.Registry, ExampleCounties.Official);
        var sooner = new EnterRequest(example.Alone, RequestKind.Objection, AskedBy.Representative, "不要用于评比", Received.AddDays(-7)).Run(example.Registry, ExampleCounties.Official);
        IReadOnlyList<long> Waiting(string area, bool answered = false) => [.. ReadRequests.In(example.Registry, ExampleCounties.Official, FindArea.ToRead(example.Registry.Database, ExampleCounties.Official, area, null, null), answered).Select(one => one.Id)];
        Assert.Equal([sooner, later], Waiting("652902"));
        Assert.Equal([later], Waiting("652902105201"));
        Assert.Empty(Waiting("652924"));
        new AnswerRequest(example.County, sooner, RequestState.Done, "已停止").Run(example.Registry, ExampleCounties.Official);
        Assert.Equal([later], Waiting("652902"));
        Assert.Equal([sooner], Waiting("6529", answered: true));
        var team = Actor.Operator("team").Within(example.County, example.Village("652902105208"));
        Assert.Equal(7002, Refused(() => ReadRequests.One(example.Registry, team, example.County, later)));
        Assert.Equal(7002, Refused(() => Asks(example).Run(example.Registry, team)));
        Assert.Equal(7002, Refused(() => new AnswerRequest(example.County, later, RequestState.Done, "已办").Run(example.Registry, team)));
    }

    [Theory, EachDatabase]
    public void An_answer_that_comes_late_says_why(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var id = Asks(example, on: Received.AddDays(-40)).Run(example.Registry, ExampleCounties.Official);
        Assert.True(Read(example, id).Request.IsLate(example.Today));
        Assert.Equal(7287, Refused(() => new AnswerRequest(example.County, id, RequestState.Done, "已打印").Run(example.Registry, Colleague)));
        new AnswerRequest(example.County, id, RequestState.Done, "已打印", "等待原单位核对").Run(example.Registry, Colleague);
        Assert.Equal("等待原单位核对", Read(example, id).Request.LateBecause);
    }

    [Theory, EachDatabase]
    public void What_says_nothing_or_comes_from_the_future_or_from_a_stranger_is_refused(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        Assert.Equal(7432, Refused(() => (Asks(example) with { What = " " }).Run(example.Registry, ExampleCounties.Official)));
        Assert.Equal(7283, Refused(() => (Asks(example) with { What = new string('字', EnterRequest.LongestText + 1) }).Run(example.Registry, ExampleCounties.Official)));
        Assert.Equal(4004, Refused(() => Asks(example, on: example.Today.AddDays(1)).Run(example.Registry, ExampleCounties.Official)));
        Assert.Equal(4005, Refused(() => Asks(example, person: example.Person(example.Alone, "买买提")).Run(example.Registry, ExampleCounties.Official)));
        Assert.Equal(4001, Refused(() => (Asks(example) with { Household = new HouseholdKey(example.County, 999_999) }).Run(example.Registry, ExampleCounties.Official)));
        var id = Asks(example).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(7286, Refused(() => new AnswerRequest(example.County, id, RequestState.Done, "").Run(example.Registry, Colleague)));
        Assert.Equal(7286, Refused(() => new AnswerRequest(example.County, id, RequestState.Open, "再等等").Run(example.Registry, Colleague)));
        Assert.Equal(7284, Refused(() => new AnswerRequest(example.County, id + 99, RequestState.Done, "已办").Run(example.Registry, ExampleCounties.Official)));
    }

    [Theory, EachDatabase]
    public void A_deletion_takes_a_second_person_and_leaves_that_it_was_asked_and_done_and_nothing_else(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var id = (Asks(example, RequestKind.Deletion) with { What = "把卡德尔一家的都删了" }).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(7403, Refused(() => new AnswerRequest(example.County, id, RequestState.Refused, "不删").Run(example.Registry, ExampleCounties.Official)));
        Assert.Equal(7288, Refused(() => new AnswerRequest(example.County, id, RequestState.Done, "已删").Run(example.Registry, Colleague)));
        var deletion = new CarryOutDeletion(example.County, id, "个人信息保护法第四十七条", "已按申请清除");
        Assert.Equal(7290, Refused(() => deletion.Run(example.Registry, ExampleCounties.Official)));
        var reader = new Actor("reader", new System.Collections.Generic.HashSet<Right> { Right.ReadHouseholds, Right.WriteHouseholds }, null);
        Assert.Equal(7001, Refused(() => deletion.Run(example.Registry, reader)));
        Assert.Equal(7289, Refused(() => (deletion with { RequestId = Asks(example).Run(example.Registry, ExampleCounties.Official) }).Run(example.Registry, Actor.Operator("second"))));

        deletion.Run(example.Registry, Actor.Operator("second"));
        var done = Read(example, id).Request;
        Assert.Equal((RequestState.Done, "second", null, "已按申请清除"), (done.State, done.AnsweredBy, done.What, done.Answer));
        Assert.Equal(["", "", ""], example.Read(example.Family, example.Today).FormerMembers.Select(member => member.Person.Name));
        Assert.Empty(Verify.Run(example.Registry, ExampleCounties.Official));
    }

    [Theory, EachDatabase]
    public void Who_wrote_down_that_somebody_wants_to_see_everything_neither_prints_nor_answers_it(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var registry = example.Registry;
        var id = Asks(example).Run(registry, ExampleCounties.Official);
        Assert.Equal(7402, Refused(() => ReadRequests.ToPrint(registry, ExampleCounties.Official, example.County, id)));
        Assert.Equal(7403, Refused(() => new AnswerRequest(example.County, id, RequestState.Done, "已打印").Run(registry, ExampleCounties.Official)));
        Assert.Equal(7403, Refused(() => new AnswerRequest(example.County, id, RequestState.Refused, "不给").Run(registry, ExampleCounties.Official)));
        // Who may answer prints it; who only reads, or has nothing to do with it, does not.
        Assert.Equal(id, ReadRequests.ToPrint(registry, Colleague, example.County, id).Id);
        var reader = new Actor("reader", new System.Collections.Generic.HashSet<Right> { Right.ReadHouseholds, Right.ProposeCorrections }, null);
        Assert.Equal(7291, Refused(() => ReadRequests.ToPrint(registry, reader, example.County, id)));
        Assert.Equal(7002, Refused(() => ReadRequests.ToPrint(registry, Actor.Operator("team").Within(example.County, example.Village("652902105208")), example.County, id)));
        // The household itself asks and prints its own.
        new MakeUser("family").Run(registry, ExampleCounties.Official);
        new GiveRole("family", "household", "652902", example.Today, null, "本户") { Household = "6510000001" }.Run(registry, ExampleCounties.Official);
        var family = ReadActor.Of(registry, "family", example.Today)!;
        var own = Asks(example).Run(registry, family);
        Assert.Equal(own, ReadRequests.ToPrint(registry, family, example.County, own).Id);

        new AnswerRequest(example.County, id, RequestState.Done, "已打印交给本人").Run(registry, Colleague);
        Assert.Equal(7291, Refused(() => ReadRequests.ToPrint(registry, Colleague, example.County, id)));
        var objection = Asks(example, RequestKind.Objection).Run(registry, ExampleCounties.Official);
        Assert.Equal(7291, Refused(() => ReadRequests.ToPrint(registry, Colleague, example.County, objection)));
        new AnswerRequest(example.County, objection, RequestState.Done, "已停止").Run(registry, ExampleCounties.Official);
    }

    [Theory, EachDatabase]
    public void What_was_recorded_earlier_is_told_with_its_days_and_when_it_was_put_right(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        new CorrectHousehold(example.Family, new System.Collections.Generic.Dictionary<string, string?> { [Saxaul.Registers.WellKnown.Phone] = "19900000009" }, null, "换了号码").Run(example.Registry, ExampleCounties.Official);
        var earlier = ReadEarlier.Of(example.Registry, ExampleCounties.Official, example.Read(example.Family, example.Today));
        var phone = Assert.Single(earlier, value => value.Value is "19900000001");
        Assert.Equal((null, "联系电话", ExampleCounties.Spring), (phone.Who, phone.Labels.In("zh"), phone.From));
        Assert.Equal(example.Today, Instant.LegalDay(phone.ReplacedAt!.Value));
        Assert.DoesNotContain(earlier, value => value.Value is "19900000009");
    }

    [Fact]
    public void The_figure_of_the_day_on_which_it_came_says_how_many_working_days_there_are()
    {
        var rules = new RequestRules { AnswerWithin = [new AnswerTime { From = "2021-11-01", WorkingDays = 3 }, new AnswerTime { From = "2026-01-01", WorkingDays = 1 }] };
        var calendar = new WorkingCalendar();
        Assert.Equal(new DateOnly(2025, 10, 1), rules.DueOn(new DateOnly(2025, 9, 26), calendar));
        Assert.Equal(new DateOnly(2026, 1, 5), rules.DueOn(new DateOnly(2026, 1, 2), calendar));
        // What came before the first figure is answered within it as well.
        Assert.Equal(new DateOnly(2020, 4, 6), rules.DueOn(new DateOnly(2020, 4, 1), calendar));
    }
}
