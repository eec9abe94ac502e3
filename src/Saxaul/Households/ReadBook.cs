using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Facts;
using Saxaul.Indicators;
using Saxaul.Registers;
using Saxaul.Screening;
using Saxaul.Users;

namespace Saxaul.Households;

/// <summary>One household in a village's book.</summary>
/// <param name="Figures">One for each of <see cref="VillageBook.Columns"/>; empty when the facts have no such household.</param>
public sealed record BookLine(ListedHousehold Household, IReadOnlyList<Labels> Groups, IReadOnlyList<KeyFigure> Figures);

/// <summary>A village's book: its households one by one, and the totals of its page.</summary>
/// <param name="Elsewhere">How many households its totals count that the book leaves out: those of a past day that are out of the reader's reach by now.</param>
public sealed record VillageBook(Place Village, IReadOnlyList<DerivedDefinition> Columns, IReadOnlyList<BookLine> Lines, AreaIndicators Totals, int Elsewhere);

/// <summary>Reads the book of a village (村册): the households that its totals count, by natural village and number, true on a day, as known at a moment.</summary>
/// <param name="Code">The village's code.</param>
public sealed record ReadBook(string Code, DateOnly On, DateTimeOffset? Known = null)
{
    /// <summary>The households alone, in the order of the book.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.NotOneVillage"/>, <see cref="Problem.NoAreaWithCode"/>, 7001.</exception>
    public (Place Village, IReadOnlyList<ListedHousehold> Households, int Elsewhere) Households(Registry registry, FactStore facts, IndicatorSet indicators, Actor actor)
    {
        if (FindArea.ToRead(registry.Database, actor, Code, On, Known).Level != AreaLevel.Village)
            throw new ProblemException(Problem.NotOneVillage());
        var counted = new ListCounted(Code, IndicatorSet.Households, On, Known, 0, int.MaxValue).Run(registry, facts, indicators, actor);
        return (counted.Area, [.. counted.Households.OrderBy(one => one.NaturalVillage ?? "", StringComparer.Ordinal).ThenBy(one => one.Number ?? "", StringComparer.Ordinal).ThenBy(one => one.Id)], counted.Elsewhere);
    }

    /// <exception cref="ProblemException">As <see cref="Households"/>.</exception>
    public VillageBook Run(Registry registry, FactStore facts, Policies policies, IndicatorSet indicators, Actor actor)
    {
        var (village, households, elsewhere) = Households(registry, facts, indicators, actor);
        var figures = KeyFigures.Read(registry, actor, facts, policies, village.CountyKey, [.. households.Select(one => one.Id)], On, Known);
        return new VillageBook(village, figures.Columns, [.. households.Select(one => new BookLine(one, figures.GroupsOf(one.Id), figures.Of(one.Id)))],
            new ReadIndicators(Code, On, Known).Run(registry, facts, indicators, actor), elsewhere);
    }
}
