using System.Net;
using Parlance.Configuration;

namespace Parlance.Config.Tests.Configuration;

public sealed class EnvironmentTests
{
    [Fact]
    public void a_variable_overrides_the_file() =>
        Assert.Equal(700, Configured.By("[limits]\nline_length=600", ("PARLANCE_LIMITS__LINE_LENGTH", "700")).Settings.Limits.LineLength);

    [Fact]
    public void a_variable_overrides_a_default_and_is_of_the_keys_kind()
    {
        var settings = Configured.By("", ("PARLANCE_SERVER__NAME", "a.b"), ("PARLANCE_LIMITS__ENABLED", "false"), ("PARLANCE_LIMITS__PING_INTERVAL", "5s"), ("PARLANCE_SERVER__PASSWORD", "true")).Settings;
        Assert.Equal(("a.b", false, TimeSpan.FromSeconds(5), "true"), (settings.Server.Name, settings.Limits.Enabled, settings.Limits.PingInterval, settings.Server.Password));
    }

    [Fact]
    public void array_tables_are_counted_from_zero()
    {
        var listeners = Configured.By("[[listen.irc]]\nport=1\n[[listen.irc]]\nport=2", ("PARLANCE_LISTEN__IRC__1__PORT", "3"), ("PARLANCE_LISTEN__IRC__2__PORT", "4")).Settings.Listeners;
        Assert.Equal([1, 3, 4], listeners.Select(one => one.Port));
    }

    [Fact]
    public void the_default_listeners_can_be_moved_without_a_file()
    {
        var source = new ConfigurationSource { Environment = new Dictionary<string, string> { ["PARLANCE_LISTEN__IRC__0__PORT"] = "7000" } };
        Assert.Equal([7000, 6697, 8097, 5222], source.Read().Configuration!.Settings.Listeners.Select(one => one.Port));
    }

    [Theory, InlineData("10.0.0.0/8, ::1"), InlineData("[\"10.0.0.0/8\", \"::1\"]")]
    public void a_list_is_written_with_commas_or_as_toml(string text) =>
        Assert.Equal([IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("::1/128")],
            Assert.Single(Configured.By("[[listen.irc]]", ("PARLANCE_LISTEN__IRC__0__TRUSTED_PROXIES", text)).Settings.Listeners).TrustedProxies);

    [Theory]
    [InlineData("PARLANCE_LIMITS__LINE_LENGHT", "1", "environment PARLANCE_LIMITS__LINE_LENGHT: 'line_lenght' is not a key of [limits]; did you mean 'line_length'?")]
    [InlineData("PARLANCE_LIMITS__LINE_LENGTH", "x", "environment PARLANCE_LIMITS__LINE_LENGTH: line_length is \"x\"; it must be a whole number from 512 to 65535")]
    [InlineData("PARLANCE_NOTHING__X", "1", "environment PARLANCE_NOTHING__X: there is no 'nothing' there; the name is PARLANCE_, the table, then the key, with __ between; tables written [[...]] are counted from 0")]
    [InlineData("PARLANCE_LISTEN__IRC__7__PORT", "1", "environment PARLANCE_LISTEN__IRC__7__PORT: there is no '7' there; the name is PARLANCE_, the table, then the key, with __ between; tables written [[...]] are counted from 0")]
    [InlineData("PARLANCE_LISTEN__IRC__PORT", "1", "environment PARLANCE_LISTEN__IRC__PORT: [[listen.irc]] is counted; write PARLANCE_LISTEN__IRC__0__KEY")]
    public void a_wrong_variable_is_named(string name, string value, string said) => Assert.Equal(said, Assert.Single(Configured.Problems("", (name, value))));

    [Fact]
    public void a_variable_that_is_not_ours_is_left_alone() => Assert.Empty(Configured.By("", ("PARLANCE_CMD", "x")).Notes);

    [Fact]
    public void a_variable_against_a_file_of_another_shape_is_an_error_not_a_crash()
    {
        Assert.NotEmpty(Configured.Problems("server=5", ("PARLANCE_SERVER__NAME", "a.b")));
        Assert.NotEmpty(Configured.Problems("listen.irc=5", ("PARLANCE_LISTEN__IRC__0__PORT", "1")));
        Assert.NotEmpty(Configured.Problems("listen.irc=[5]", ("PARLANCE_LISTEN__IRC__0__PORT", "1")));
        Assert.NotEmpty(Configured.Problems("[listen.irc]\nport=1", ("PARLANCE_LISTEN__IRC__0__PORT", "1")));
    }

    [Fact]
    public void the_flag_wins_over_everything()
    {
        var source = new ConfigurationSource { DataFolder = "/tmp/flag", Environment = new Dictionary<string, string> { ["PARLANCE_DATA__DIR"] = "/tmp/variable" } };
        Assert.Equal("/tmp/flag", source.Read("[data]\ndir='/tmp/file'"u8.ToArray()).Configuration?.DataFolder);
    }
}
