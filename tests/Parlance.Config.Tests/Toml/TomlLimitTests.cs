using Parlance.Toml;

namespace Parlance.Config.Tests.Toml;

public sealed class TomlLimitTests
{
    [Fact]
    public void a_file_of_more_than_a_mebibyte_is_refused()
    {
        Assert.Null(TomlDocument.Parse(new string('#', TomlDocument.LengthMax)).Error);
        Assert.Contains("at most", TomlDocument.Parse(new string('#', TomlDocument.LengthMax + 1)).Error?.Message);
    }

    [Fact]
    public void arrays_nest_to_the_limit_and_no_further()
    {
        Assert.Null(Nested(TomlReader.DepthMax).Error);
        Assert.Contains("in each other", Nested(TomlReader.DepthMax + 1).Error?.Message);
        Assert.Contains("in each other", Nested(500_000).Error?.Message);

        static TomlDocument Nested(int depth) => TomlDocument.Parse("a=" + new string('[', depth) + new string(']', depth));
    }

    [Fact]
    public void inline_tables_nest_to_the_limit_and_no_further()
    {
        Assert.Null(Nested(TomlReader.DepthMax).Error);
        Assert.Contains("in each other", Nested(TomlReader.DepthMax + 1).Error?.Message);

        static TomlDocument Nested(int depth) => TomlDocument.Parse("a=" + string.Concat(Enumerable.Repeat("{a=", depth)) + "1" + new string('}', depth));
    }

    [Fact]
    public void a_dotted_key_has_parts_to_the_limit_and_no_more()
    {
        Assert.Null(Dotted(TomlReader.DepthMax).Error);
        Assert.Contains("parts in one key", Dotted(TomlReader.DepthMax + 1).Error?.Message);

        static TomlDocument Dotted(int parts) => TomlDocument.Parse(string.Join('.', Enumerable.Repeat("a", parts)) + "=1");
    }

    [Fact]
    public void values_are_counted()
    {
        Assert.Null(Many(TomlReader.ValuesMax - 1).Error);
        Assert.Contains("more than", Many(TomlReader.ValuesMax + 1).Error?.Message);

        static TomlDocument Many(int count) => TomlDocument.Parse("a=[" + string.Concat(Enumerable.Repeat("1,", count)) + "]");
    }

    [Fact]
    public void a_number_of_a_thousand_digits_is_refused() =>
        Assert.NotNull(TomlDocument.Parse("a=" + new string('1', 1000)).Error);

    [Fact]
    public void a_place_is_counted_in_characters()
    {
        var document = TomlDocument.Parse("x='😀é'\nb='é' c");
        Assert.Equal(new TomlPosition(2, 7), document.Error?.At);
    }
}
