using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Xunit;

namespace Saxaul.Tests;

public class ProblemTests
{
    private static readonly List<(string Name, Problem Problem)> All =
    [
        .. typeof(Problem).GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => method.ReturnType == typeof(Problem) && !method.IsSpecialName && method.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute)) is false)
            .Select(method => (method.Name, (Problem)method.Invoke(null, [.. method.GetParameters().Select(parameter => Any(parameter.ParameterType))])!)),
    ];

    private static object? Any(Type type) =>
        type == typeof(string) ? "甲 A"
        : type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) ? Array.CreateInstance(type.GetGenericArguments()[0], 0)
        : type.IsArray ? Array.CreateInstance(type.GetElementType()!, 0)
        : type.IsValueType ? Activator.CreateInstance(type)
        : type.GetConstructors()[0] is var made ? made.Invoke([.. made.GetParameters().Select(parameter => Any(parameter.ParameterType))])
        : null;

    [Fact]
    public void Every_refusal_has_a_number_of_its_own()
    {
        Assert.True(All.Count > 80);
        Assert.Empty(All.GroupBy(one => one.Problem.Number).Where(number => number.Count() > 1).Select(number => string.Join(", ", number.Select(one => one.Name))));
    }

    [Fact]
    public void Every_refusal_is_a_sentence_in_both_languages()
    {
        Assert.All(All, one =>
        {
            Assert.Contains(one.Problem.Zh, letter => letter is >= '\u4e00' and <= '\u9fff');
            Assert.Contains(' ', one.Problem.En);
        });
    }

    /// <summary>What is named is named as offices call it: ReadHouseholds and disaster_losses are words of the program. The 6000s are for whoever looks after the database.</summary>
    [Fact]
    public void No_refusal_names_a_word_of_the_program() => Assert.All(All.Where(one => one.Problem.Number / 1000 != 6), one =>
        Assert.DoesNotMatch("[a-z][A-Z]|[a-z]_[a-z]", (one.Problem.Zh + one.Problem.En).Replace("PostgreSQL", "", StringComparison.Ordinal)));
}
