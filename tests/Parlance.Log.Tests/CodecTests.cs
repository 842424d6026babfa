using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parlance.Domain;
using Parlance.Domain.Rooms;

namespace Parlance.Log.Tests;

public sealed class CodecTests
{
    private readonly EventCodec _codec = Given.Codec();

    [Fact]
    public void every_value_comes_back_as_it_was()
    {
        var vector = new VersionVector();
        vector.Include(new(Given.Node, 7, 3));
        vector.Include(new(Sid.Parse("2AB"), 1, 9));
        var stamp = Stamp.At(Given.Noon, 5);
        var values = new Values(
            Given.Ana, Given.Node, new(Given.Node, 7, 3), new(stamp, Given.Node), stamp, Given.Noon, new(Given.Ben, "ben", true), vector, IPAddress.Parse("2001:db8::1"),
            [0xFF, 0x00, 0xC3], "žluťoučký 🐎 \"quoted\" \u0002bold"u8.ToArray(), Rank.HalfOperator, FileAccess.ReadWrite, true, false, "</script> ' ő", null, long.MaxValue,
            new(Given.Ana, Rank.Operator), [Given.Ana, default]);

        var (payload, @sealed) = Encode(values);
        var read = Assert.IsType<Values>(_codec.Decode("test.values", 1, payload, @sealed));

        Assert.Equal(values.Bytes, read.Bytes);
        Assert.True(values.Text.Span.SequenceEqual(read.Text.Span));
        Assert.Equal(values.Many, read.Many);
        Assert.Equal(values with { Bytes = read.Bytes, Text = read.Text, Many = read.Many }, read);
        Assert.Empty(@sealed);
    }

    [Fact]
    public void the_forms_in_json_are_for_people()
    {
        var (payload, _) = Encode(new Joined(Given.Ana, "#lobby"));
        Assert.Equal("""{"user":"1PAA00001","where":"#lobby"}""", Encoding.UTF8.GetString(payload));
        var (nested, _) = Encode(Sample() with { Rank = Rank.HalfOperator, Flags = FileAccess.ReadWrite });
        var json = JsonNode.Parse(nested)!;
        Assert.Equal("half_operator", (string?)json["rank"]);
        Assert.Equal("2030-03-17T17:46:40.000Z", (string?)json["instant"]);
        Assert.Equal("read_write", (string?)json["flags"]);
        Assert.Equal("""{"to":"1PAA00001","rank":"operator"}""", json["nested"]!.ToJsonString());
    }

    [Fact]
    public void text_is_written_without_escapes_it_does_not_need()
    {
        var (_, @sealed) = Encode(Given.Said("žluť <b> & 'x'"));
        Assert.Equal("""{"text":"žluť <b> & 'x'"}""", Encoding.UTF8.GetString(@sealed));
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE })]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 0xC3 })]
    [InlineData(new byte[] { 0x00, 0x22, 0x5C, 0x0A })]
    public void bytes_that_are_no_text_come_back_too(byte[] bytes)
    {
        var (payload, @sealed) = Encode(new Said("#x", bytes));
        Assert.True(((Said)_codec.Decode("test.said", 1, payload, @sealed)).Text.Span.SequenceEqual(bytes));
    }

    [Fact]
    public void what_is_personal_is_never_in_the_payload()
    {
        var (payload, @sealed) = Encode(new Said("#lobby", "a secret"u8.ToArray(), "+tag"));
        Assert.Equal("""{"where":"#lobby"}""", Encoding.UTF8.GetString(payload));
        Assert.Equal("""{"text":"a secret","tags":"+tag"}""", Encoding.UTF8.GetString(@sealed));
    }

    [Fact]
    public void what_an_event_computes_is_not_written()
    {
        var (payload, @sealed) = Encode(new Silence());
        Assert.Equal("{}", Encoding.UTF8.GetString(payload));
        Assert.Empty(@sealed);
        Assert.DoesNotContain("length", Encoding.UTF8.GetString(Encode(Given.Said("x")).Payload), StringComparison.Ordinal);
    }

    [Fact]
    public void without_its_key_an_event_is_still_an_event()
    {
        var came = new Came { User = Given.Ana, Address = IPAddress.Loopback, RealName = "Ana", Age = 30, Names = ["a"], Mail = "a@b" };
        var read = Assert.IsType<Came>(_codec.Decode("test.came", 1, Encode(came).Payload, []));
        Assert.Equal((Given.Ana, IPAddress.IPv6Any, "", 0, null), (read.User, read.Address, read.RealName, read.Age, read.Mail));
        Assert.Empty(read.Names);
        Assert.True(Assert.IsType<Said>(_codec.Decode("test.said", 1, """{"where":"#x"}"""u8, [])).Text.IsEmpty);
    }

    /// <summary>Every version ever written can be read; the corpus only grows.</summary>
    [Fact]
    public void old_versions_are_lifted_one_after_the_other()
    {
        var read = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Corpus", "test.renamed.jsonl"))
            .Select(line => JsonNode.Parse(line)!)
            .Select(row => _codec.Decode("test.renamed", (int)row["ver"]!, Encoding.UTF8.GetBytes(row["payload"]!.ToJsonString()), []));

        Assert.Equal([new Renamed("ana", "anna", false), new Renamed("ana", "anna", false), new Renamed("ana", "anna", true)], read);
    }

    [Fact]
    public void a_version_without_an_upcaster_from_the_one_before_stops_the_server() =>
        Assert.Contains("test.renamed@3 has no upcaster from version 2", Assert.Throws<InvalidOperationException>(
            () => new EventCodec(new EventKinds(typeof(Given).Assembly), new Given.RenamedV1())).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("test.from.the.future", 1)]
    [InlineData("test.said", 2)]
    [InlineData("test.said", 0)]
    public void an_unknown_kind_is_kept_as_it_was_written(string kind, int version)
    {
        var unknown = Assert.IsType<UnknownEvent>(_codec.Decode(kind, version, """{"a":1}"""u8, """{"b":2}"""u8, "#x"));
        using var encoder = _codec.NewEncoder();
        var again = encoder.Encode(unknown);
        Assert.Equal((kind, version, """{"a":1}""", """{"b":2}""", "#x"),
            (Encoding.UTF8.GetString(again.Kind), again.Version, Encoding.UTF8.GetString(again.Payload), Encoding.UTF8.GetString(again.Sealed), unknown.Target));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"user":"nobody","where":"#x"}""")]
    [InlineData("""{"user":"1PAA00001"}""")]
    public void content_that_is_not_such_an_event_is_refused(string json) =>
        Assert.Throws<JsonException>(() => _codec.Decode("test.joined", 1, Encoding.UTF8.GetBytes(json), []));

    [Fact]
    public void a_part_beyond_the_limit_is_neither_written_nor_read()
    {
        Assert.Throws<JsonException>(() => _codec.Decode("test.joined", 1, new byte[EventCodec.PartMax + 1], []));
        Assert.Throws<InvalidOperationException>(() => Encode(Given.Said(new string('x', EventCodec.PartMax))));
    }

    [Fact]
    public void the_kinds_know_which_outlive_an_incarnation() =>
        Assert.Equal(["test.came", "test.renamed", "test.said"], _codec.Kinds.DurableNames.Order(StringComparer.Ordinal));

    [Fact]
    public void the_domains_own_events_all_have_a_contract()
    {
        var codec = new EventCodec(typeof(Event).Assembly);
        Assert.NotEmpty(codec.Kinds.All);
        Assert.All(codec.Kinds.All, kind => Assert.Same(kind, codec.ContractOf(kind.Type).Kind));
    }

    private static Values Sample() => new(
        Given.Ana, Given.Node, default, default, default, Given.Noon, new(Given.Ana), new(), IPAddress.Loopback, [], default, Rank.None, default, true, false, "", null, 0,
        new(Given.Ana, Rank.Operator), []);

    private (byte[] Payload, byte[] Sealed) Encode(Event e)
    {
        using var encoder = _codec.NewEncoder();
        var encoded = encoder.Encode(e);
        return (encoded.Payload.ToArray(), encoded.Sealed.ToArray());
    }
}
