using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CsCheck;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Keeping.Erasing;
using Saxaul.People;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Households;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.People;

public class FindPeopleTests
{
    private static FoundPeople Run(ExampleCounties example, PeopleStore people, string written, Actor? actor = null) => new FindPeople(written, 0, 50).Run(example.Registry, people, actor ?? ExampleCounties.Official);

    private static string Find(ExampleCounties example, PeopleStore people, string written, Actor? actor = null)
    {
        var found = Run(example, people, written, actor);
        Assert.Equal(found.Count, found.People.Count);
        return string.Join(' ', found.People.Select(person => person.Name));
    }

    [Theory, EachDatabase]
    public void Each_kind_of_word_finds_whom_it_means(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var people = new PeopleStore(example.Registry);
        foreach (var (written, found) in new[]
                 {
                     ("6510000001", "卡德尔·艾尔肯"), ("６510000001 ", "卡德尔·艾尔肯"), (example.Read(example.Family).PublicId, "卡德尔·艾尔肯"),
                     (ExampleCounties.Gul, "古丽"), ("999037 19630722 7961", "古丽"), ("8931", "卡德尔·艾尔肯"),
                     ("卡德尔．艾尔肯", "卡德尔·艾尔肯"), ("卡德尔艾尔肯", "卡德尔·艾尔肯"), ("尔艾", "卡德尔·艾尔肯"), ("丽", "古丽"), ("艾", "艾力 卡德尔·艾尔肯"),
                     ("kdeaek", "卡德尔·艾尔肯"), ("KDE", "卡德尔·艾尔肯"), ("aek", "卡德尔·艾尔肯"), ("al", "艾力"), ("yl", "艾力"), ("mmt", "买买提"), ("mmd", "买买提"), ("de", ""),
                     ("守努特村", "卡德尔·艾尔肯"), ("守努特", "卡德尔·艾尔肯"), ("守努特村委会", "卡德尔·艾尔肯"), ("牙哈镇", "卡德尔·艾尔肯 买买提"), ("库车市/牙哈镇/玉奇玉吉买村", "买买提"), ("阿克苏", "卡德尔·艾尔肯 买买提"),
                     ("城郊村", ""), ("配偶", "古丽"), ("spouse", "古丽"), ("户主", "卡德尔·艾尔肯 买买提"),
                     ("古丽 守努特", "古丽"), ("古丽 玉奇玉吉买", ""), ("户主 艾尔肯", "卡德尔·艾尔肯"), ("户主 古丽", ""), ("牙哈 儿子", "艾力"), ("艾力 6510000001", "艾力"), ("卡德尔 · 艾尔肯", "卡德尔·艾尔肯"), ("gl　配偶", "古丽"),
                 })
            Assert.Equal((written, found), (written, Find(example, people, written)));
    }

    [Theory, EachDatabase]
    public void Who_is_registered_with_a_number_that_fails_its_check_is_found_by_the_number_on_the_card(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        example.Import("652902-库车市-户信息-5月.csv", "县,乡镇,行政村,户编号,姓名,与户主关系,性别,证件号码\n库车市,牙哈镇,守努特村,6510000009,帕提曼,户主,女,999037196307227962\n");
        var people = new PeopleStore(example.Registry);
        Assert.Equal("帕提曼", Find(example, people, "999037196307227962"));
        Assert.Equal("帕提曼", Find(example, people, "999037 19630722 7962"));
        Assert.Equal("", Find(example, people, "999037196307227963"));
    }

    [Theory, EachDatabase]
    public void A_hit_says_who_matched_in_which_household(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var gul = Assert.Single(Run(example, new PeopleStore(example.Registry), "古丽").People);
        Assert.Equal(("古丽", "spouse", 1963, "6510000001", "卡德尔·艾尔肯", 3, "库车市/牙哈镇/守努特村委会", false),
            (gul.Name, gul.Relation!.Code, gul.BirthYear, gul.Household.Number, gul.Household.Head, gul.Household.Members, gul.Household.Place!.Path, gul.Held));
    }

    [Theory, EachDatabase]
    public void Nobody_is_found_who_is_not_there(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var people = new PeopleStore(example.Registry);
        Assert.All(["", " ", "·", "6510000009", "999019196309248932", "0000", "某某", "%", "_", "' OR 1=1 --", "\n", "\t", new string('0', 32)], sought => Assert.Equal("", Find(example, people, sought)));
        Assert.Equal(5301, Assert.Throws<ProblemException>(() => Find(example, people, new string('买', 201))).Problem.Number);
    }

    [Theory, EachDatabase]
    public void A_place_lists_the_area_itself_and_several_words_the_one_they_mean_together(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var people = new PeopleStore(example.Registry);
        Assert.Equal(["守努特村委会"], Run(example, people, "守努特村").Places.Select(place => place.Name));
        Assert.Equal(["守努特村委会"], Run(example, people, "牙哈镇 守努特").Places.Select(place => place.Name));
        Assert.Empty(Run(example, people, "守努特 古丽").Places);
    }

    [Theory, EachDatabase]
    public void Who_is_renamed_moves_leaves_or_is_erased_is_found_as_they_are_now(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        // Another process has its own memory and agrees.
        PeopleStore[] processes = [new(example.Registry), new(example.Registry)];
        void Check(string written, string found) => Assert.All(processes, people => Assert.Equal((written, found), (written, Find(example, people, written))));
        Check("古丽", "古丽");
        Check("玉奇玉吉买", "买买提");

        var gul = new PersonKey(example.County, example.Person(example.Family, "古丽"));
        new CorrectPerson(gul, new Dictionary<string, string?> { ["name"] = "阿依古丽" }, null, "写错").Run(example.Registry, ExampleCounties.Official);
        Check("ay", "阿依古丽");
        Check("古丽", "阿依古丽");

        new MoveHousehold(example.Family, example.Village("652902105208"), new DateOnly(2020, 6, 1)).Run(example.Registry, ExampleCounties.Official);
        Check("玉奇玉吉买", "卡德尔·艾尔肯 买买提");
        Check("守努特", "");

        new MoveToCounty(example.Alone, example.Gazetteer.ByCode("652924100200")!.Key, new DateOnly(2020, 6, 1)).Run(example.Registry, ExampleCounties.Official);
        Check("买买提", "买买提");
        Check("沙雅", "买买提");

        new EraseContent(example.Registry, ExampleCounties.Official, "本人申请", "撤回同意").Person(example.County, gul.Id);
        Check("古丽", "");
        Check("ay", "");
        Check(ExampleCounties.Gul, "");
        Check("配偶", "");

        new RecordDeath(new PersonKey(example.County, example.Person(example.Family, "艾力")), new DateOnly(2020, 7, 1)).Run(example.Registry, ExampleCounties.Official);
        Check("艾力", "");
    }

    [Theory, EachDatabase]
    public void Only_those_are_found_whom_one_may_read(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var people = new PeopleStore(example.Registry);
        var team = ExampleCounties.Official.Within(example.County, example.Village("652902105201"));
        Assert.Equal("卡德尔·艾尔肯", Find(example, people, "户主", team));
        Assert.Equal("", Find(example, people, "买买提", team));
        Assert.Empty(Run(example, people, "牙哈镇", team).Places);
        Assert.Equal("守努特村委会", Assert.Single(Run(example, people, "守努特", team).Places).Name);
        foreach (var sought in new[] { "6510000001", ExampleCounties.Gul, "8931", "古丽", "gl", "守努特", example.Read(example.Family).PublicId })
            Assert.Equal("", Find(example, people, sought, example.OfficialOf(example.OtherCounty)));
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => Find(example, people, "古丽", Actor.Nobody)).Problem.Number);
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => new FindPeople("古丽", 0, 50) { Area = "652924" }.Run(example.Registry, people, example.OfficialOf(example.County))).Problem.Number);
    }

    [Theory, EachDatabase]
    public void Filters_narrow_and_the_count_is_of_all_pages(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var people = new PeopleStore(example.Registry);
        FoundPeople Filtered(FindPeople find) => find.Run(example.Registry, people, ExampleCounties.Official);
        var second = Filtered(new FindPeople("库车", 1, 1));
        Assert.Equal((2, "买买提"), (second.Count, Assert.Single(second.People).Name));
        Assert.Equal(["库车市"], second.Below.Select(one => one.Place.Name));
        var inTownship = Filtered(new FindPeople("库车", 0, 50) { Area = "652902105" });
        Assert.Equal([("守努特村委会", 1), ("玉奇玉吉买村委会", 1)], inTownship.Below.Select(one => (one.Place.Name, one.Count)));
        Assert.Equal("艾力", Assert.Single(Filtered(new FindPeople("库车", 0, 50) { Relation = "son" }).People).Name);
        Assert.Equal(0, Filtered(new FindPeople("库车", 0, 50) { Held = true }).Count);
        Assert.Equal(2, Filtered(new FindPeople("库车", 0, 50) { Held = false, Warned = false }).Count);
        Assert.Equal(0, Filtered(new FindPeople("库车", 0, 50) { Warned = true }).Count);
    }

    [Theory, EachDatabase]
    public void Every_part_of_every_name_finds_its_person_and_nobody_without_it(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var part = Gen.OneOf([.. new[] { "买", "提", "艾", "力", "古", "丽", "卡", "德", "尔", "单", "曾", "\U00020000", "A", "a", "é" }.Select(Gen.Const)]).Array[1, 4].Select(string.Concat);
        var names = part.Array[1, 3].Select(parts => string.Join('·', parts)).Array[1, 12];
        var number = 0;
        var all = new List<string> { "卡德尔·艾尔肯", "古丽", "艾力", "买买提" };
        var people = new PeopleStore(example.Registry);
        names.Sample(some =>
        {
            var roster = new StringBuilder("县,乡镇,行政村,户编号,家庭人口数,姓名,与户主关系,性别,证件号码,出生日期\n");
            foreach (var name in some)
                roster.Append(System.Globalization.CultureInfo.InvariantCulture, $"库车市,牙哈镇,守努特村,66100{number++:00000},1,{name},户主,男,,\n");
            example.Import($"{number}.csv", roster.ToString());
            all.AddRange(some);
            foreach (var name in some)
            {
                var characters = PersonName.Key(name).EnumerateRunes().Select(rune => rune.ToString()).ToList();
                for (var from = 0; from < characters.Count; from++)
                {
                    var piece = string.Concat(characters.Skip(from).Take(1 + number % 3));
                    var found = new FindPeople(piece, 0, 1000).Run(example.Registry, people, ExampleCounties.Official);
                    Assert.Equal(found.Count, found.People.Count);
                    var initials = piece.All(char.IsAsciiLetterLower);
                    var expected = all.Where(one => PersonName.Key(one).Contains(piece, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
                    if (initials)
                        Assert.Subset(found.People.Select(one => one.Name!).ToHashSet(), expected.ToHashSet());
                    else
                        Assert.Equal(expected, found.People.Select(one => one.Name!).Order(StringComparer.Ordinal));
                }
            }
        }, iter: kind == DatabaseKind.Sqlite ? 25 : 5, threads: 1);
    }

    [Fact]
    public void The_words_of_a_search_are_hidden_and_read_again_with_the_same_keys_only()
    {
        using var example = new ExampleCounties(DatabaseKind.Sqlite);
        var secrets = example.Registry.Database.Secrets;
        var hidden = FindPeople.Hide(secrets, "古丽 守努特");
        Assert.Equal("古丽 守努特", FindPeople.Reveal(secrets, hidden));
        Assert.Equal(5300, Assert.Throws<ProblemException>(() => FindPeople.Reveal(secrets, hidden + "A")).Problem.Number);
    }
}
