using Parlance.Irc.Queries;

namespace Parlance.Wire.Tests.Queries;

public class WhoFormTests
{
    [Theory]
    [InlineData("", false, null, "")]
    [InlineData("o", true, null, "")]
    [InlineData("%naf", false, "nfa", "0")]
    [InlineData("o%tn,42", true, "tn", "42")]
    [InlineData("%tn,1234", false, "tn", "0")]
    [InlineData("%tn,4x", false, "tn", "0")]
    [InlineData("%tn,", false, "tn", "0")]
    [InlineData("%nnnn?z", false, "n", "0")]
    [InlineData("%", false, "", "0")]
    public void flags_fields_and_token_are_read(string text, bool operatorsOnly, string? fields, string token)
    {
        var form = WhoForm.Read(text);
        Assert.Equal((operatorsOnly, fields, token), (form.OperatorsOnly, form.Fields, form.Token));
    }

    [Fact]
    public void all_fields_come_in_the_order_of_the_page() =>
        Assert.Equal(WhoForm.FieldsInOrder, WhoForm.Read("%" + string.Concat(WhoForm.FieldsInOrder.Order())).Fields);
}
