using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Indicators;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.People;
using Saxaul.Privacy;
using Saxaul.Screening;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Households;
using Saxaul.Users;
using Saxaul.Users.SigningIn;
using Xunit;

namespace Saxaul.Tests.Users;

/// <summary>Every act asks for its right first: each is found by its taking an actor, and called by somebody who has every right but the one it needs.</summary>
public sealed class ActRightTests
{
    /// <summary>What carries an actor without being an act: rights themselves, the session that every act writes with, and the log of who looked.</summary>
    private static readonly HashSet<Type> NoActs = [typeof(Actor), typeof(Reach), typeof(Registry), typeof(WriteSession), typeof(LookLog), typeof(Saxaul.Demo.DemoUser), typeof(EmergencyAccess), typeof(SecondFactor)];

    private static IEnumerable<MethodBase> Calls(Type type) => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy).Cast<MethodBase>()
        .Concat(type.GetConstructors()).Where(method => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Actor)));

    private static IEnumerable<Type> Acts => typeof(Registry).Assembly.GetExportedTypes()
        .Where(type => !NoActs.Contains(type) && !(type.IsAbstract && !type.IsSealed) && Calls(type).Any(method => !method.Name.StartsWith("op_", StringComparison.Ordinal)));

    [Fact]
    public void Every_act_that_takes_an_actor_says_which_right_it_needs() =>
        Assert.Equal(Acts.Select(act => act.Name).Order(StringComparer.Ordinal), ActRight.All.Select(one => one.Act.Name).Order(StringComparer.Ordinal));

    [Theory, EachDatabase]
    public void Whoever_has_every_right_but_the_needed_one_is_refused_before_anything_else_is_looked_at(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var samples = new Samples(example);
        var before = Heights(example);
        List<string> wrong = [];
        foreach (var act in ActRight.All)
        {
            foreach (var method in Calls(act.Act))
            {
                samples.Actor = new Actor("somebody", Enum.GetValues<Right>().Except([.. Lacking(act.Right), .. act.Or is { } or ? Lacking(or) : []]).ToHashSet(), null);
                if (Outcome(() => samples.Call(act.Act, method)) is var outcome && outcome != "7001" && !(outcome == "nothing" && (!act.Refuses || Finds.Contains((act.Act, method.Name)))))
                    wrong.Add($"{act.Act.Name}.{method.Name}: {outcome}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
        Assert.Equal(before, Heights(example));
    }

    /// <summary>Beside what mostly refuses, what leaves out.</summary>
    private static readonly HashSet<(Type, string)> Finds =
        [(typeof(ReadStaged), nameof(ReadStaged.All)), (typeof(ListFileFindings), nameof(ListFileFindings.CountOf)), (typeof(ReadCorrections), nameof(ReadCorrections.In)),
         (typeof(ReadEmergencies), nameof(ReadEmergencies.Own)), (typeof(ReadEmergencies), nameof(ReadEmergencies.ToLookAt)), (typeof(ReadRequests), nameof(ReadRequests.In))];

    /// <summary>Whoever may write may propose, and whoever may hand in sees what became of it: without a right goes what includes it.</summary>
    private static Right[] Lacking(Right right) => right switch
    {
        Right.ProposeCorrections => [right, Right.WriteHouseholds],
        Right.ReadHouseholds => [right, Right.HandInLists],
        Right.WriteHouseholds => [right, Right.HandInLists],
        _ => [right],
    };

    private static string Outcome(Func<object?> call)
    {
        try
        {
            return call() is null or 0 or false or ICollection { Count: 0 } or CaughtUp { New: 0, Gone: 0 } ? "nothing" : "something";
        }
        catch (TargetInvocationException thrown) when (thrown.InnerException is ProblemException refused)
        {
            return refused.Problem.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (TargetInvocationException thrown)
        {
            return thrown.InnerException!.ToString();
        }
    }

    private static List<(int, long)> Heights(ExampleCounties example)
    {
        using var reader = example.Registry.Database.OpenReader();
        return reader.Command("SELECT county_key, height FROM chain ORDER BY county_key").ToList(row => (row.GetInt32(0), row.GetInt64(1)));
    }

    /// <summary>Something of every kind that acts take.</summary>
    private sealed class Samples(ExampleCounties example)
    {
        private readonly Policies policies = new(example.Registry, example.Facts);
        private readonly PeopleStore people = new(example.Registry);
        private readonly IndicatorSet indicators = IndicatorSet.Of(example.Registry, example.Facts.Shape);

        public Actor Actor { get; set; } = Actor.Nobody;

        public object? Call(Type type, MethodBase method)
        {
            var given = Given(method);
            if (method is ConstructorInfo constructor)
            {
                // What is made with an actor works by its other methods.
                var made = constructor.Invoke(given);
                var work = type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).First(one => !one.IsSpecialName && one.Name is not ("Dispose" or "ToString"));
                return work.Invoke(made, Given(work));
            }
            var result = method.Invoke(method.IsStatic ? null : Make(type), given);
            return result is IEnumerable many and not ICollection ? many.Cast<object>().ToList() : result;
        }

        private object?[] Given(MethodBase method) => [.. method.GetParameters().Select(parameter => Of(parameter.ParameterType))];

        private object Make(Type type) => type.GetConstructors().Where(one => one.GetParameters() is not [var only] || only.ParameterType != type).MaxBy(one => one.GetParameters().Length) is { } constructor
            ? constructor.Invoke(Given(constructor)) : RuntimeHelpers.GetUninitializedObject(type);

        private object? Of(Type type)
        {
            if (type == typeof(Actor))
                return Actor;
            if (type == typeof(Registry))
                return example.Registry;
            if (type == typeof(RegistryDatabase))
                return example.Registry.Database;
            if (type == typeof(FactStore))
                return example.Facts;
            if (type == typeof(Policies))
                return policies;
            if (type == typeof(Policy))
                return policies["acceptance"];
            if (type == typeof(PeopleStore))
                return people;
            if (type == typeof(IndicatorSet))
                return indicators;
            if (type == typeof(HouseholdKey))
                return example.Family;
            if (type == typeof(HouseholdCard))
                return example.Read(example.Family, example.Today);
            if (type == typeof(PersonKey))
                return new PersonKey(example.County, 1);
            if (type == typeof(AreaKey))
                return new AreaKey(example.County, Area.CountyId);
            if (type == typeof(Place))
                return example.Gazetteer.ByCode("652902105201");
            if (type == typeof(AreaList))
                return AreaList.Read(example.Write("again.csv", "code,name,level,parent\n6529,阿克苏地区,prefecture,65\n"));
            if (type == typeof(Correction))
                return new CorrectHousehold(example.Family, new Dictionary<string, string?> { ["natural_village"] = "三组" }, null, "写错了");
            if (type == typeof(FamilyAct))
                return new NameHead(example.Family, 1, example.Today);
            if (type == typeof(FileFindings))
                return new FileFindings(1, "a.csv", []);
            if (type == typeof(ImportOptions))
                return new ImportOptions();
            if (type == typeof(string))
                return "652902105201";
            if (type == typeof(int))
                return example.County;
            if (type == typeof(long))
                return 1L;
            if (type == typeof(DateOnly))
                return example.Today;
            if (type.IsGenericType && type.GetGenericArguments() is [var one] && one == typeof(FileFindings))
                return new[] { new FileFindings(1, "a.csv", []) };
            if (type.IsArray)
                return Array.CreateInstance(type.GetElementType()!, 0);
            if (type.IsGenericType && type.IsInterface)
                return type.GetGenericArguments() is [var key, var value] ? Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(key, value))
                    : type.GetGenericTypeDefinition() == typeof(IReadOnlySet<>) ? Activator.CreateInstance(typeof(HashSet<>).MakeGenericType(type.GetGenericArguments()))
                    : type.GetGenericTypeDefinition() == typeof(IProgress<>) ? null : Array.CreateInstance(type.GetGenericArguments()[0], 0);
            return type.IsValueType ? Activator.CreateInstance(type) : null;
        }
    }
}
