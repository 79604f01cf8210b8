<?php
// Parses what it is asked to, as often as it is asked to, in one process of MediaWiki.
//
// A line of JSON comes in: {"title", "text", "repeat", "templates": {title: text}}. A line of JSON goes out:
// {"html", "seconds": [one number for each time], "memory": the highest use in bytes}. The parser is asked
// directly, so that nothing is kept from one time to the next but what it keeps itself.

use MediaWiki\MediaWikiServices;
use MediaWiki\Revision\MutableRevisionRecord;
use MediaWiki\Revision\SlotRecord;

require_once getenv( 'MW_INSTALL_PATH' ) . '/maintenance/Maintenance.php';

class ParseRepeatedly extends Maintenance {
	public function execute() {
		MediaWikiServices::getInstance()->getHookContainer()->register( 'ParserFirstCallInit', [ $this, 'addTags' ] );
		while ( ( $line = fgets( STDIN ) ) !== false ) {
			fwrite( STDOUT, json_encode( $this->answer( json_decode( $line, true ) ) ) . "\n" );
			fflush( STDOUT );
		}
	}

	// Tags whose extensions are not set up here: so that what stands in them is not taken for wikitext.
	public function addTags( Parser $parser ): void {
		$parser->setHook( 'math', static fn ( $content ) => [
			'<span class="mwe-math-element">' . htmlspecialchars( $content ?? '' ) . '</span>',
			'markerType' => 'nowiki',
		] );
		$listing = static fn () => '<div class="mw-highlight"></div>';
		$parser->setHook( 'syntaxhighlight', $listing );
		$parser->setHook( 'source', $listing );
		$parser->setHook( 'inputbox', static fn () => '<div class="mw-inputbox"></div>' );
		$parser->setHook( 'section', static fn () => '' );
	}

	private function answer( array $question ): array {
		$title = Title::newFromText( $question['title'] );
		$options = $this->options( $question['templates'] ?? [] );
		$seconds = [];
		for ( $done = 0; $done < max( 1, $question['repeat'] ?? 1 ); $done++ ) {
			$parser = MediaWikiServices::getInstance()->getParserFactory()->create();
			$start = $this->processorSeconds();
			$output = $parser->parse( $question['text'], $title, $options );
			$html = $output->getText( [ 'enableSectionEditLinks' => false, 'allowTOC' => false, 'unwrap' => true ] );
			$seconds[] = $this->processorSeconds() - $start;
		}
		return [ 'html' => $html, 'seconds' => $seconds, 'memory' => memory_get_peak_usage() ];
	}

	private function options( array $templates ): ParserOptions {
		$options = ParserOptions::newFromAnon();
		$options->setOption( 'enableLimitReport', false );
		$options->setCurrentRevisionRecordCallback( static function ( $link, $parser ) use ( $templates ) {
			$text = $templates[Title::newFromLinkTarget( $link )->getPrefixedText()] ?? null;
			if ( $text === null ) {
				return false;
			}
			$revision = new MutableRevisionRecord( Title::newFromLinkTarget( $link )->toPageIdentity() );
			return $revision->setContent( SlotRecord::MAIN, new WikitextContent( $text ) );
		} );
		return $options;
	}

	private function processorSeconds(): float {
		$used = getrusage();
		return $used['ru_utime.tv_sec'] + $used['ru_stime.tv_sec']
			+ ( $used['ru_utime.tv_usec'] + $used['ru_stime.tv_usec'] ) / 1e6;
	}
}

$maintClass = ParseRepeatedly::class;
require_once RUN_MAINTENANCE_IF_MAIN;
