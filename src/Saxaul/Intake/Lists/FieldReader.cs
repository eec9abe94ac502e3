using System.Linq;
using Saxaul.Registers;

namespace Saxaul.Intake;

/// <summary>A cell as a field understands it: the value as registers keep it (long, string, DateOnly, bool), or none.</summary>
internal readonly record struct FieldReading(ReadingOutcome Outcome, object? Value, Remark? Remark, bool Differs)
{
    public bool HasValue => Outcome == ReadingOutcome.Value;

    public static FieldReading Of<T>(Reading<T> reading) => new(reading.Outcome, reading.HasValue ? reading.Value : null, reading.Remark, reading.Differs);
}

/// <summary>Reads the cells of one column as its field wants them.</summary>
internal sealed class FieldReader
{
    private static readonly ChoiceList Sexes = new([new Choice("male", "男", ["男性", "1", "M", "male"]), new Choice("female", "女", ["女性", "2", "F", "female"])]);

    private readonly FieldType type;
    private readonly ChoiceList? choices;
    private readonly decimal yuanPerUnit;

    public FieldReader(ListTarget target, FormColumn column)
    {
        Target = target;
        Column = column;
        type = target.Key switch { WellKnown.Sex => FieldType.Choice, WellKnown.BirthDate => FieldType.Day, _ => target.Type };
        yuanPerUnit = column.YuanPerUnit;
        choices = target.Key == WellKnown.Sex ? Sexes
            : target.Choices.Count == 0 || target.Item is not null ? null
            : new ChoiceList([.. target.Choices.Select(choice => new Choice(choice.Code, choice.Labels.In("zh"), choice.Words))]);
    }

    public ListTarget Target { get; }

    public FormColumn Column { get; }

    public int Index => Column.Index;

    public FieldReading Read(in Cell cell) => type switch
    {
        FieldType.Money => FieldReading.Of(Money.Read(cell, yuanPerUnit)),
        FieldType.Integer => FieldReading.Of(Measure.ReadWhole(cell)),
        FieldType.Day => Day(WrittenDate.Read(cell)),
        FieldType.YesNo => YesOrNo(cell),
        FieldType.Choice => FieldReading.Of(choices!.Read(cell)),
        _ => Text(cell),
    };

    /// <summary>A month stands for its first day; that only a month was written stays beside it.</summary>
    private static FieldReading Day(Reading<DayOrMonth> reading) =>
        new(reading.Outcome, reading.HasValue ? reading.Value.First : null, reading.Remark, reading.Differs || reading.HasValue && reading.Value.IsMonth);

    /// <summary>Besides yes and no, a column's own words for them: 安全, 已参保.</summary>
    private FieldReading YesOrNo(in Cell cell)
    {
        var plain = YesNo.Read(cell);
        if (choices is null || plain.Outcome != ReadingOutcome.NotUnderstood)
            return FieldReading.Of(plain);
        var word = choices.Read(cell);
        return word.HasValue ? new FieldReading(ReadingOutcome.Value, word.Value == "yes", null, true) : FieldReading.Of(plain);
    }

    private static FieldReading Text(in Cell cell)
    {
        if (Remark.OfCell(cell) is { } wrong)
            return new FieldReading(ReadingOutcome.NotUnderstood, null, wrong, true);
        if (cell.IsBlank)
            return default;
        var clean = WrittenText.Clean(cell.Text);
        return new FieldReading(ReadingOutcome.Value, clean, null, false);
    }
}
