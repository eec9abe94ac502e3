using System;
using CsCheck;
using Saxaul.Intake;
using Xunit;

namespace Saxaul.Tests.Intake;

public class DocumentNumberTests
{
    // 11010519491231002X and 440524188001010014 are the worked examples of GB 11643-1999 itself.
    [Theory]
    [InlineData("11010519491231002X", "1949-12-31", Sex.Female)]
    [InlineData("440524188001010014", "1880-01-01", Sex.Male)]
    [InlineData("11010519491231002x", "1949-12-31", Sex.Female)]
    [InlineData("１１０１０５１９４９１２３１００２Ｘ", "1949-12-31", Sex.Female)]
    [InlineData(" 110105 19491231 002X", "1949-12-31", Sex.Female)]
    [InlineData("'11010519491231002X", "1949-12-31", Sex.Female)]
    [InlineData("110105-19491231-002X", "1949-12-31", Sex.Female)]
    [InlineData("11010519491231002Х", "1949-12-31", Sex.Female)]
    public void A_whole_number_gives_birth_date_and_sex(string written, string birth, Sex sex)
    {
        DocumentNumber number = DocumentNumber.Read(Cell.OfText(written));
        Assert.Equal(DocumentKind.Resident, number.Kind);
        Assert.Equal(DocumentState.Valid, number.State);
        Assert.Equal(DateOnly.ParseExact(birth, "yyyy-MM-dd"), number.Resident!.Value.Birth);
        Assert.Equal(sex, number.Resident.Value.Sex);
        Assert.Equal(number.Number, number.Resident.Value.Digits);
        Assert.Equal(written.Length != 18 || written != number.Number, number.Differs);
    }

    [Fact]
    public void A_wrong_digit_shows()
    {
        DocumentNumber number = DocumentNumber.Read(Cell.OfText("110105194912310021"));
        Assert.Equal(DocumentState.BadCheckDigit, number.State);
        Assert.Equal("110105194912310021", number.Number);
        Assert.Null(number.Resident);
        Assert.Equal("0021", number.LastFour);
    }

    [Fact]
    public void A_birth_date_that_never_was_shows_although_the_check_digit_fits()
    {
        const string first17 = "99900120230229001";
        DocumentNumber number = DocumentNumber.Read(Cell.OfText(first17 + ResidentNumber.CheckDigit(first17)));
        Assert.Equal(DocumentState.BadBirthDate, number.State);
    }

    [Fact]
    public void A_number_cell_cannot_hold_eighteen_digits()
    {
        Assert.Equal(DocumentState.LostPrecision, DocumentNumber.Read(Cell.OfNumber(9.99015195010216e+17)).State);
        Assert.Equal(DocumentState.LostPrecision, DocumentNumber.Read(Cell.OfNumber(110105194912310000)).State);
        Assert.Equal(DocumentState.LostPrecision, DocumentNumber.Read(Cell.OfText("9.99005E+17")).State);
        Assert.Null(DocumentNumber.Read(Cell.OfText("9.99005E+17")).LastFour);
    }

    [Fact]
    public void An_old_number_is_recognised_and_remains_unverified()
    {
        Assert.Equal(DocumentKind.ResidentOld, DocumentNumber.Read(Cell.OfText("999001491231002")).Kind);
        DocumentNumber stored = DocumentNumber.Read(Cell.OfNumber(999001491231002));
        Assert.Equal(DocumentKind.ResidentOld, stored.Kind);
        Assert.Equal(DocumentState.Unverified, stored.State);
        Assert.Equal(DocumentNumber.OldNumber, stored.Remark);
    }

    [Theory]
    [InlineData("11010519491231002X43", 4, 3)]
    [InlineData("11010519491231002x43b1", 4, 3)]
    public void A_disability_certificate_gives_category_and_grade(string written, int category, int grade)
    {
        DocumentNumber number = DocumentNumber.Read(Cell.OfText(written));
        Assert.Equal(DocumentKind.DisabilityCertificate, number.Kind);
        Assert.Equal(DocumentState.Valid, number.State);
        Assert.Equal((category, grade), (number.Category, number.Grade));
        Assert.Equal("11010519491231002X", number.Resident!.Value.Digits);
    }

    [Theory]
    [InlineData("")]
    [InlineData("无")]
    [InlineData("/")]
    [InlineData("—")]
    [InlineData("未上户")]
    [InlineData("新生儿")]
    public void Without_a_number_it_is_missing(string written)
    {
        DocumentNumber number = DocumentNumber.Read(Cell.OfText(written));
        Assert.Equal(DocumentState.Missing, number.State);
        Assert.Null(number.Number);
    }

    [Theory]
    [InlineData("E12345678")]
    [InlineData("1101051949123100")]
    [InlineData("1101051949123100211")]
    [InlineData("11010519491231002X99")]
    [InlineData("见附件")]
    public void Anything_else_is_kept_and_not_verified(string written)
    {
        DocumentNumber number = DocumentNumber.Read(Cell.OfText(written));
        Assert.Equal(DocumentKind.Other, number.Kind);
        Assert.Equal(DocumentState.Unverified, number.State);
        Assert.Equal(written, number.Number);
    }

    [Fact]
    public void Errors_are_missing_numbers_with_their_own_reason()
    {
        Assert.Equal(Remark.ErrorValue, DocumentNumber.Read(Cell.OfError("#N/A")).Remark);
        Assert.Equal(Remark.NoResult, DocumentNumber.Read(Cell.WithoutResult).Remark);
    }

    [Fact]
    public void No_message_shows_a_whole_number()
    {
        DocumentNumber number = DocumentNumber.Read(Cell.OfText("11010519491231002X"));
        Assert.DoesNotContain("1949", number.ToString(), StringComparison.Ordinal);
        Assert.Equal("**************002X", number.Resident.ToString());
    }

    [Fact]
    public void Any_single_wrong_digit_and_any_swap_of_neighbours_is_caught()
    {
        Gen.Select(Gen.Int[0, 40_000], Gen.Int[1, 999], Gen.Int[0, 16], Gen.Int[1, 9]).Sample((days, sequence, at, add) =>
        {
            string number = InventedNumbers.Of(new DateOnly(1920, 1, 1).AddDays(days), sequence);
            Assert.Equal(DocumentState.Valid, DocumentNumber.Read(Cell.OfText(number)).State);

            char[] wrong = number.ToCharArray();
            wrong[at] = (char)('0' + (wrong[at] - '0' + add) % 10);
            Assert.NotEqual(DocumentState.Valid, DocumentNumber.Read(Cell.OfText(new string(wrong))).State);

            char[] swapped = number.ToCharArray();
            if (at == 16 || swapped[at] == swapped[at + 1]) return;
            (swapped[at], swapped[at + 1]) = (swapped[at + 1], swapped[at]);
            Assert.NotEqual(DocumentState.Valid, DocumentNumber.Read(Cell.OfText(new string(swapped))).State);
        });
    }

    [Fact]
    public void No_text_makes_it_fail()
    {
        Gen.String[Gen.Char["0123456789Xx E+.-/无Ｘ\u200B"], 0, 25].Sample(text => Assert.NotNull(DocumentNumber.Read(Cell.OfText(text)).ToString()));
    }
}
