using System.Text;

namespace Parlance.Engine.Tests.Allocation;

/// <summary>The path of a message, from its bytes in to its bytes out, leaves nothing to the collector (ARCHITECTURE 2). Counted, not timed.</summary>
public sealed class DeliveryTests
{
    private const int Messages = 1_000;
    private const string Tagged = "message-tags server-time";
    private const string Everything = "message-tags server-time account-tag batch echo-message labeled-response draft/multiline away-notify";

    [Theory]
    [InlineData("")]
    [InlineData(Tagged)]
    [InlineData("echo-message")]
    [InlineData(Everything)]
    public void a_delivery_allocates_nothing(string capabilities)
    {
        var gathering = new Gathering();
        var speaker = gathering.Fill("#lobby", 1_000, capabilities)[0];

        var (bytes, heard) = Count(gathering, speaker, "PRIVMSG #lobby :tea at four\r\n");

        Assert.True(heard > 999L * Messages * "PRIVMSG #lobby :tea at four".Length, $"{heard} bytes were heard");
        Assert.Equal(0, bytes);
    }

    [Fact]
    public void a_delivery_to_a_crowd_of_many_kinds_allocates_nothing()
    {
        var gathering = new Gathering();
        var speaker = gathering.Fill("#lobby", 200, "", Tagged, "server-time", Everything)[1];

        var (bytes, heard) = Count(gathering, speaker, "@+typing=active;+draft/reply=abc PRIVMSG #lobby :tea at four\r\n");

        Assert.True(heard > 199L * Messages);
        Assert.Equal(0, bytes);
    }

    [Theory]
    [InlineData("PRIVMSG", "")]
    [InlineData("PRIVMSG", Tagged)]
    [InlineData("PRIVMSG", Everything)]
    [InlineData("NOTICE", "")]
    public void a_direct_message_allocates_nothing(string command, string capabilities)
    {
        var gathering = new Gathering();
        var ana = gathering.Come("ana", capabilities);
        gathering.Come("ben", capabilities);

        var (bytes, heard) = Count(gathering, ana, $"{command} ben :tea at four\r\n");

        Assert.True(heard > (long)Messages * "ben :tea at four".Length);
        Assert.Equal(0, bytes);
    }

    [Fact]
    public void a_sign_of_typing_allocates_nothing()
    {
        var gathering = new Gathering();
        var speaker = gathering.Fill("#lobby", 50, Tagged)[0];

        var (bytes, heard) = Count(gathering, speaker, "@+typing=active TAGMSG #lobby\r\n");

        Assert.True(heard > 49L * Messages);
        Assert.Equal(0, bytes);
    }

    [Fact]
    public void what_is_said_in_a_room_with_rules_allocates_nothing()
    {
        var gathering = new Gathering();
        var members = gathering.Fill("#lobby", 50);
        gathering.Say(members[0], "MODE #lobby +CcS\r\nMODE #lobby +b bad!*@*\r\nMODE #lobby +b ~m:*!*@192.168.*\r\n");
        gathering.Drain();

        var (bytes, heard) = Count(gathering, members[1], "PRIVMSG #lobby :tea at four\r\n");

        Assert.True(heard > 49L * Messages);
        Assert.Equal(0, bytes);
    }

    [Fact]
    public void a_ping_allocates_nothing()
    {
        var gathering = new Gathering();
        var ana = gathering.Come("ana");

        var (bytes, heard) = Count(gathering, ana, "PING x\r\n");

        Assert.True(heard > (long)Messages * "PONG x".Length);
        Assert.Equal(0, bytes);
    }

    /// <summary>Bytes allocated and bytes heard while somebody says a line a thousand times, once all tables have their size.</summary>
    private static (long Allocated, long Heard) Count(Gathering gathering, int speaker, string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        for (var i = 0; i < Messages; i++) Round(gathering, speaker, bytes);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var heard = 0L;
        for (var i = 0; i < Messages; i++) heard += Round(gathering, speaker, bytes);
        return (GC.GetAllocatedBytesForCurrentThread() - before, heard);
    }

    private static long Round(Gathering gathering, int speaker, ReadOnlySpan<byte> line)
    {
        gathering.Say(speaker, line);
        return gathering.Drain();
    }
}
