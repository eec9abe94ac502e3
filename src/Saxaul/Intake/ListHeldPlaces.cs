using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>The held places of an area of any level.</summary>
public static class ListHeldPlaces
{
    /// <param name="code">Statistical code of the area.</param>
    /// <exception cref="ProblemException"><see cref="Problem.NoAreaWithCode"/>; 7001.</exception>
    public static (Place Area, IReadOnlyList<HeldPlaceQuestion> Questions) Run(Registry registry, Actor actor, string code)
    {
        var area = FindArea.ToRead(registry.Database, actor, code, null, null);
        var questions = HeldPlaces.Of(registry, actor, FindArea.CountiesOf(area));
        if (area.Level <= AreaLevel.County)
            return (area, questions);
        var here = area.WithAllBelow().Select(place => place.Key).ToHashSet();
        return (area, [.. questions.Where(question => here.Contains(question.Within.Key))]);
    }
}
