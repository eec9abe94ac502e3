using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Households;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Households;

public class CorrectPersonTests
{
    private static readonly DateOnly May = new(2020, 5, 1), June = new(2020, 6, 1);

    private static int Refused(Func<object> act) => Assert.Throws<ProblemException>(act).Problem.Number;

    [Theory, EachDatabase]
    public void A_correction_says_what_always_was_or_what_is_so_from_a_day_on(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var son = new PersonKey(example.County, example.Person(example.Family, "艾力"));
        new CorrectPerson(son, new Dictionary<string, string?> { ["birth_date"] = "2001年6月5日" }, null, "户口簿").Run(example.Registry, ExampleCounties.Official);
        new CorrectPerson(son, new Dictionary<string, string?> { ["name"] = "艾力.卡德尔", ["relation"] = "其他" }, June, "改名").Run(example.Registry, ExampleCounties.Official);
        var (before, after) = (example.Read(example.Family, May).Members.Single(one => one.PersonId == son.Id), example.Read(example.Family, June).Members.Single(one => one.PersonId == son.Id));
        Assert.Equal(("艾力", new DateOnly(2001, 6, 5), "son"), (before.Person.Name, before.Person.BirthDate!.Value, before.Relation));
        Assert.Equal(("艾力·卡德尔", new DateOnly(2001, 6, 5), "other"), (after.Person.Name, after.Person.BirthDate!.Value, after.Relation));
        Assert.Equal("户口簿", after.Values.Single(value => value.Key == "birth_date").Source!.Line.Reason);
        Assert.Equal("县级采集表.csv", after.Values.Single(value => value.Key == "sex").Source!.Line.File);
    }

    [Theory, EachDatabase]
    public void Whether_sex_and_birth_date_agree_with_the_number_is_asked_anew(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var wife = new PersonKey(example.County, example.Person(example.Family, "古丽"));
        void Correct(string sex) => new CorrectPerson(wife, new Dictionary<string, string?> { ["sex"] = sex }, null, "核对").Run(example.Registry, ExampleCounties.Official);
        Correct("男");
        Assert.Contains("sex_disagrees_with_number", example.Findings());
        Correct("女");
        Assert.DoesNotContain("sex_disagrees_with_number", example.Findings());
    }

    [Theory, EachDatabase]
    public void A_correction_needs_a_reason_a_field_and_a_value_that_can_be(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var son = new PersonKey(example.County, example.Person(example.Family, "艾力"));
        int Correct(string field, string? value, string reason = "核对", Actor? actor = null) =>
            Refused(() => new CorrectPerson(son, new Dictionary<string, string?> { [field] = value }, null, reason).Run(example.Registry, actor ?? ExampleCounties.Official));
        Assert.Equal(4014, Correct("name", "某人", ""));
        // A name is neither emptied nor cut in silence, and what came along with a copied one is said.
        Assert.Equal((4074, 4074), (Correct("name", " "), Correct("name", "无")));
        Assert.Equal(4075, Correct("name", new string('艾', 61)));
        Assert.Equal((4076, 4076, 4076), (Correct("name", "艾力\u200B江"), Correct("name", "\u202E艾力"), Correct("name", "艾力😀")));
        Assert.Equal(4033, Correct("ethnicity", "某"));
        Assert.Equal(4016, Correct("sex", "不好说"));
        Assert.Equal(4032, Correct("birth_date", "很久以前"));
        Assert.Equal(4017, Correct("birth_date", "2030-01-01"));
        Assert.Equal(4008, Correct("relation", "户主"));
        Assert.Equal(7001, Correct("name", "某人", actor: Actor.Nobody));
    }
}
