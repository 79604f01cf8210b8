"""What every room of the site needs: who acts, the time, the wiki's facts, refusals as pages."""
