namespace Parlance.Conventions;

/// <summary>The readers behind the rules see what they should: each rule is broken here once by hand.</summary>
public class ReaderTests
{
    [Fact]
    public void words_in_comments_and_strings_are_not_code()
    {
        var code = CSharpText.Code("""
            a(); // await
            b("await", $"{c("}")} await", @"await "" await", '"', '\''); /* await
            await */ await d();
            """);
        Assert.Single(code.Split("await").Skip(1));
        Assert.Contains("d();", code, StringComparison.Ordinal);
        Assert.Equal(3, code.Split('\n').Length);
    }

    [Fact]
    public void a_raw_string_ends_where_it_began()
    {
        var code = CSharpText.Code("var a = $\"\"\"\n { \"\" \n\"\"\"; var b = 1;");
        Assert.DoesNotContain("{", code, StringComparison.Ordinal);
        Assert.Contains("var b = 1;", code, StringComparison.Ordinal);
    }

    [Fact]
    public void methods_are_found_with_their_lengths()
    {
        var members = Members.Of("""
            namespace X;
            public sealed class A(int b) : B(b)
            {
                private readonly C _c = new() { D = 1 };
                public int E { get; set; }
                public A(string text)
                    : this(text.Length)
                {
                    if (text is { Length: > 3 }) { F(); }
                }
                private static int F(int g) => g switch
                {
                    1 => 2,
                    _ => 3,
                };
                private sealed record H(int I) { public void J() { } }
            }
            """).ToList();
        Assert.Equal([("A", 5), ("F", 5), ("J", 1)], members);
    }

    [Theory]
    [InlineData("room.Topic = new();", true)]
    [InlineData("user.Away ??= text;", true)]
    [InlineData("State.ReservedUntil = stamp;", true)]
    [InlineData("user!.Flags |= UserFlags.Bot;", true)]
    [InlineData("if (room.Topic == other) return;", false)]
    [InlineData("var x = room.Topic;", false)]
    [InlineData("room is { Topic: var t }", false)]
    public void an_assignment_of_state_is_seen(string line, bool isSeen) => Assert.Equal(isSeen, DomainTests.Assignment.IsMatch(line));

    [Theory]
    [InlineData("room.Invitations.Clear();", true)]
    [InlineData("user.Memberships.Add(m);", true)]
    [InlineData("State.Rooms.Add(room);", true)]
    [InlineData("room.Members.Where(m => m.Rank > 0)", false)]
    [InlineData("names.Add(name);", false)]
    public void a_change_of_a_collection_of_state_is_seen(string line, bool isSeen) => Assert.Equal(isSeen, DomainTests.Change.IsMatch(line));
}
